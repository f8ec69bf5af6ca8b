import type { ChooseStep, Option } from '../domain/dialog.ts';
import { optionSources } from '../domain/dialog.ts';
import type { Mapping } from './parse-yaml.ts';
import * as fields from './yaml-fields.ts';

/** Options written out, or the name of a list the product knows. */
export function loadOptions(step: Mapping, name: string): ChooseStep['options'] {
  const named = fields.textOf(fields.valueOf(step, name));
  if (named === null) {
    const written = loadWrittenOptions(step, name);
    if (written === null) fields.complain(step, name, `'${name}' is missing`);
    return written ?? [];
  }
  const source = optionSources.find((known) => known === named);
  if (source === undefined) {
    fields.complain(step, name, `'${name}' is '${named}'; expected a list of options, or ${optionSources.join(', ')}`);
  }
  return source ?? [];
}

/** Null where the field is absent. */
export function loadWrittenOptions(step: Mapping, name: string): readonly Option[] | null {
  return fields.isAbsent(step, name) ? null : fields.mappings(step, name).map(readOption);
}

function readOption(option: Mapping): Option {
  fields.refuseOthers(option, ['id', 'phrase', 'words', 'to', 'dialog']);
  const words = fields.optionalText(option, 'words');
  const to = fields.optionalText(option, 'to');
  const dialog = fields.optionalText(option, 'dialog');
  return {
    id: fields.requiredText(option, 'id'),
    phrase: fields.requiredText(option, 'phrase'),
    ...(words === null ? {} : { words }),
    ...(to === null ? {} : { to }),
    ...(dialog === null ? {} : { dialog }),
  };
}
