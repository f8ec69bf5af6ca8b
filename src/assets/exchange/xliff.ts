import { XMLBuilder, XMLParser } from 'fast-xml-parser';
import { SportelloError } from '../../domain/errors.ts';
import type { Exchange, Unit } from './unit.ts';

const namespace = 'urn:oasis:names:tc:xliff:document:2.0';

interface XmlSegment {
  readonly source?: XmlText;
  readonly target?: XmlText;
}
type XmlText = string | { readonly '#text'?: string };

interface XmlRoot {
  readonly '@version'?: string;
  readonly '@srcLang'?: string;
  readonly '@trgLang'?: string;
  readonly file?: readonly XmlFile[];
}

interface XmlFile {
  readonly '@original'?: string;
  readonly unit?: readonly { readonly '@id'?: string; readonly segment?: XmlSegment }[];
}

/** XLIFF 2.0: one `file` for each text, one `unit` for each of its fields, whitespace kept. */
export function toXliff({ sourceLanguage, language, units }: Exchange): string {
  const builder = new XMLBuilder({ ignoreAttributes: false, attributeNamePrefix: '@', format: true, suppressEmptyNode: false });
  const files = [...Map.groupBy(units, ({ thing }) => thing)].map(([thing, own], index) => ({
    '@id': `f${String(index + 1)}`,
    '@original': thing,
    unit: own.map(({ field, source, target }) => ({
      '@id': field,
      segment: { source: keep(source), ...(target === '' ? {} : { target: keep(target) }) },
    })),
  }));
  const xliff = { '@xmlns': namespace, '@version': '2.0', '@srcLang': sourceLanguage, '@trgLang': language, file: files };
  return `<?xml version="1.0" encoding="UTF-8"?>\n${builder.build({ xliff })}`;
}

function keep(text: string): Readonly<Record<string, string>> {
  return { '@xml:space': 'preserve', '#text': text };
}

/** Throws `exchange-invalid` where the text is no XLIFF 2.0. */
export function fromXliff(text: string): Exchange {
  const parser = new XMLParser({
    ignoreAttributes: false,
    attributeNamePrefix: '@',
    trimValues: false,
    parseTagValue: false,
    isArray: (name) => name === 'file' || name === 'unit',
  });
  const { xliff } = parser.parse(text) as { readonly xliff?: XmlRoot };
  if (xliff?.['@version'] !== '2.0') {
    throw new SportelloError('exchange-invalid', 'The file is no XLIFF 2.0: its first element must be <xliff version="2.0">.');
  }
  const units = (xliff.file ?? []).flatMap((file): readonly Unit[] =>
    (file.unit ?? []).map((unit) => ({
      thing: file['@original'] ?? '',
      field: unit['@id'] ?? '',
      source: textOf(unit.segment?.source),
      target: textOf(unit.segment?.target),
    })),
  );
  return { sourceLanguage: xliff['@srcLang'] ?? '', language: xliff['@trgLang'] ?? '', units };
}

function textOf(found: XmlText | undefined): string {
  return typeof found === 'object' ? (found['#text'] ?? '') : (found ?? '');
}
