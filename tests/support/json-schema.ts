/** As much of JSON Schema (draft 7) as our schemas use. */
export interface Schema {
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly pattern?: string;
  readonly minLength?: number;
  readonly minItems?: number;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly propertyNames?: Schema;
  readonly additionalProperties?: boolean | Schema;
  readonly items?: Schema;
}

/** What is wrong with a value, a sentence each. */
export function faultsAgainst(schema: Schema, value: unknown, place = ''): readonly string[] {
  const types = schema.type === undefined ? null : [schema.type].flat();
  if (types !== null && !types.includes(typeOf(value))) return [`'${place}' is ${typeOf(value)}, not ${types.join(' or ')}`];
  if (schema.enum !== undefined && !schema.enum.includes(value)) return [`'${place}' is '${String(value)}'`];
  if (typeof value === 'string') return textFaults(schema, value, place);
  if (Array.isArray(value)) return listFaults(schema, value, place);
  return typeof value === 'object' && value !== null ? fieldFaults(schema, value as Record<string, unknown>, place) : [];
}

function textFaults({ minLength = 0, pattern = '' }: Schema, value: string, place: string): readonly string[] {
  if (value.length < minLength) return [`'${place}' is empty`];
  return new RegExp(pattern, 'u').test(value) ? [] : [`'${place}' is '${value}', which is not as ${pattern}`];
}

function listFaults({ minItems = 0, items }: Schema, value: readonly unknown[], place: string): readonly string[] {
  if (value.length < minItems) return [`'${place}' has too few`];
  return items === undefined ? [] : value.flatMap((item, index) => faultsAgainst(items, item, under(place, String(index))));
}

function fieldFaults(schema: Schema, value: Readonly<Record<string, unknown>>, place: string): readonly string[] {
  const { required = [], properties = {}, propertyNames, additionalProperties = true } = schema;
  const missing = required.filter((name) => value[name] === undefined).map((name) => `'${under(place, name)}' is missing`);
  const wrong = Object.entries(value).flatMap(([name, held]) => {
    const own = properties[name];
    if (own !== undefined) return faultsAgainst(own, held, under(place, name));
    if (propertyNames !== undefined && faultsAgainst(propertyNames, name).length > 0)
      return [`'${under(place, name)}' is no name`];
    if (additionalProperties === false) return [`unknown field '${under(place, name)}'`];
    return additionalProperties === true ? [] : faultsAgainst(additionalProperties, held, under(place, name));
  });
  return [...missing, ...wrong];
}

function typeOf(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}

function under(place: string, name: string): string {
  return place === '' ? name : `${place}.${name}`;
}
