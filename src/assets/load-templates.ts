import type { Language } from '../domain/language.ts';
import type { MessageTemplate } from '../domain/message-template.ts';
import { templateParameters, templateUses } from '../domain/message-template.ts';
import { parseYaml, rootMappings } from './parse-yaml.ts';
import type { Mapping } from './parse-yaml.ts';
import { faultsOf } from './reading.ts';
import type { Reading } from './reading.ts';
import { readText } from './read-folder.ts';
import * as fields from './yaml-fields.ts';

/** Longest body, and longest label of a quick reply. Source: Meta, "Message templates", components. */
const longestBody = 1_024;
const longestButton = 25;

/** `<locales>/whatsapp-templates.yaml`; none where there is no such file. */
export async function loadTemplates(
  locales: string,
  languages: readonly Language[],
  reading: Reading,
): Promise<readonly MessageTemplate[]> {
  const source = await readText(locales, 'whatsapp-templates.yaml');
  if (source === null) return [];
  const faults = faultsOf(reading, `${reading.places.names.locales}/whatsapp-templates.yaml`);
  const yaml = parseYaml(source, faults);
  if (yaml === null) return [];
  const templates = rootMappings(yaml).flatMap((mapping) => readTemplate(mapping, languages) ?? []);
  for (const use of templateUses) {
    const count = templates.filter((template) => template.use === use).length;
    if (count !== 1 && faults.errors() === 0) {
      faults.error(1, `${String(count)} templates are for '${use}'; expected one for each of ${templateUses.join(', ')}`);
    }
  }
  return faults.errors() > 0 ? [] : templates;
}

function readTemplate(mapping: Mapping, languages: readonly Language[]): MessageTemplate | null {
  const { faults } = mapping.text;
  const before = faults.errors();
  fields.refuseOthers(mapping, ['name', 'for', 'category', 'parameters', 'codes', 'body', 'button']);
  const codes = fields.textPairs(mapping, 'codes');
  const template: MessageTemplate = {
    name: fields.requiredText(mapping, 'name'),
    use: fields.oneOf(mapping, 'for', templateUses),
    category: fields.oneOf(mapping, 'category', ['utility', 'marketing']),
    parameters: fields.severalOf(mapping, 'parameters', templateParameters),
    languages: Object.fromEntries(languages.map(({ code }) => [code, codes[code] ?? code])),
    body: fields.textPairs(mapping, 'body'),
    button: fields.textPairs(mapping, 'button'),
  };
  if (!/^[a-z0-9_]{1,512}$/.test(template.name)) {
    fields.complain(mapping, 'name', `'name' is '${template.name}'; expected small letters, digits and _`);
  }
  for (const field of ['body', 'button', 'codes'] as const) refuseStrangers(mapping, field, languages);
  for (const { code } of languages) checkTexts(mapping, template, code);
  return faults.errors() > before ? null : template;
}

function refuseStrangers(mapping: Mapping, field: 'body' | 'button' | 'codes', languages: readonly Language[]): void {
  for (const code of Object.keys(fields.textPairs(mapping, field))) {
    if (languages.some((language) => language.code === code)) continue;
    fields.complain(mapping, field, `'${field}' has '${code}', which languages.yaml does not list`);
  }
}

function checkTexts(mapping: Mapping, { body, button, parameters }: MessageTemplate, code: string): void {
  const text = body[code] ?? '';
  const fault = bodyFault(text, parameters.length);
  if (fault !== null) fields.complain(mapping, 'body', `'body' in ${code} ${fault}`);
  const label = [...(button[code] ?? '')].length;
  if (label === 0 || label > longestButton) {
    fields.complain(
      mapping,
      'button',
      `'button' in ${code} has ${String(label)} characters; expected 1 to ${String(longestButton)}`,
    );
  }
}

/** What the provider would refuse a text for; null: nothing. Source: Meta, "Template review", common reasons for rejection. */
function bodyFault(text: string, parameters: number): string | null {
  if (text === '') return 'is missing';
  if ([...text].length > longestBody) return `is longer than ${String(longestBody)} characters`;
  const gaps = [...text.matchAll(/\{\{(.*?)\}\}/g)].map(([, name]) => name);
  const wanted = Array.from({ length: parameters }, (_, index) => String(index + 1));
  if (gaps.join() !== wanted.join()) {
    return `has the gaps '${gaps.join(', ')}'; expected '${wanted.join(', ')}', one for each parameter, in order`;
  }
  return /^\s*\{\{|\}\}[\s\p{P}]*$/u.test(text) ? 'begins or ends with a gap, which WhatsApp refuses' : null;
}
