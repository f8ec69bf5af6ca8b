/** What the Graph API refuses in a message, with its code: Meta's documentation of each message type, in our own words. */

type Fields = Readonly<Record<string, unknown>>;

export class GraphRefusal extends Error {
  readonly status: number;
  readonly code: number;
  readonly subcode: number | null;
  constructor(status: number, code: number, message: string, subcode: number | null = null) {
    super(message);
    this.status = status;
    this.code = code;
    this.subcode = subcode;
  }
}

export function objectOf(value: unknown, name: string): Fields {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Fields;
  throw new GraphRefusal(400, 131008, `(#131008) Required parameter is missing: ${name}`);
}

function listOf(value: unknown, name: string, most: number): readonly Fields[] {
  const isFit = Array.isArray(value) && value.length >= 1 && value.length <= most;
  if (!isFit) throw new GraphRefusal(400, 131009, `(#131009) ${name} must have 1 to ${String(most)} items`);
  return value.map((item) => objectOf(item, name));
}

export function checkText(value: unknown, name: string, most: number, least = 1): string {
  const length = typeof value === 'string' ? [...value].length : -1;
  if (length < least) throw new GraphRefusal(400, 131008, `(#131008) Required parameter is missing: ${name}`);
  if (length > most) throw new GraphRefusal(400, 131009, `(#131009) ${name} is longer than ${String(most)} characters`);
  return value as string;
}

function checkDistinct(values: readonly string[], name: string): void {
  if (new Set(values).size !== values.length) throw new GraphRefusal(400, 131009, `(#131009) ${name} must be unique`);
}

/** A choice as the person sees it. */
export interface ShownChoice {
  readonly kind: 'button_reply' | 'list_reply' | 'template';
  readonly id: string;
  readonly title: string;
  readonly description?: string;
}

export interface Checked {
  readonly text: string;
  readonly choices: readonly ShownChoice[];
}

export interface ApprovedTemplate {
  readonly name: string;
  readonly languages: Readonly<Record<string, { readonly body: string; readonly button: string }>>;
}

/** What the person is shown; throws what Meta would answer. */
export function checkMessage(message: Fields, templates: readonly ApprovedTemplate[], media: ReadonlySet<string>): Checked {
  const type = message['type'] ?? 'text';
  if (type === 'text') return { text: checkText(objectOf(message['text'], 'text')['body'], 'text.body', 4_096), choices: [] };
  if (type === 'interactive') return checkInteractive(objectOf(message['interactive'], 'interactive'));
  if (type === 'template') return checkTemplate(objectOf(message['template'], 'template'), templates);
  if (typeof type !== 'string' || !['image', 'video', 'audio', 'document'].includes(type)) {
    throw new GraphRefusal(
      400,
      100,
      '(#100) Param type must be one of {AUDIO, DOCUMENT, IMAGE, INTERACTIVE, TEMPLATE, TEXT, VIDEO}',
    );
  }
  const id = objectOf(message[type], type)['id'];
  if (typeof id !== 'string' || !media.has(id)) throw new GraphRefusal(400, 131053, '(#131053) Media upload error');
  return { text: `[${type}]`, choices: [] };
}

function checkInteractive(interactive: Fields): Checked {
  const text = checkText(objectOf(interactive['body'], 'body')['text'], 'body.text', 1_024);
  const action = objectOf(interactive['action'], 'action');
  if (interactive['type'] === 'button') return { text, choices: checkButtons(action) };
  if (interactive['type'] === 'list') return { text, choices: checkRows(action) };
  throw new GraphRefusal(400, 131009, '(#131009) interactive.type is not known');
}

function checkButtons(action: Fields): readonly ShownChoice[] {
  const choices = listOf(action['buttons'], 'buttons', 3).map((button): ShownChoice => {
    const reply = objectOf(button['reply'], 'reply');
    const title = checkText(reply['title'], 'reply.title', 20);
    return { kind: 'button_reply', id: checkText(reply['id'], 'reply.id', 256), title };
  });
  checkDistinct(
    choices.map(({ title }) => title),
    'button titles',
  );
  checkDistinct(
    choices.map(({ id }) => id),
    'button ids',
  );
  return choices;
}

function checkRows(action: Fields): readonly ShownChoice[] {
  checkText(action['button'], 'action.button', 20);
  const sections = listOf(action['sections'], 'sections', 10);
  if (sections.length > 1) for (const section of sections) checkText(section['title'], 'section.title', 24);
  const choices = sections
    .flatMap((section) => listOf(section['rows'], 'rows', 10))
    .map((row): ShownChoice => {
      const described = row['description'] === undefined ? {} : { description: checkText(row['description'], 'description', 72) };
      const title = checkText(row['title'], 'row.title', 24);
      return { kind: 'list_reply', id: checkText(row['id'], 'row.id', 200), title, ...described };
    });
  if (choices.length > 10) throw new GraphRefusal(400, 131009, '(#131009) Total row count exceeds 10');
  checkDistinct(
    choices.map(({ id }) => id),
    'row ids',
  );
  return choices;
}

function checkTemplate(template: Fields, templates: readonly ApprovedTemplate[]): Checked {
  const code = objectOf(template['language'], 'language')['code'];
  const found = templates.find(({ name }) => name === template['name'])?.languages[String(code)];
  if (found === undefined) throw new GraphRefusal(404, 132001, '(#132001) Template name does not exist in the translation');
  const components = Array.isArray(template['components'])
    ? template['components'].map((each) => objectOf(each, 'component'))
    : [];
  const body = components.find(({ type }) => type === 'body');
  const given = (body === undefined ? [] : listOf(body['parameters'], 'parameters', 20)).map(({ text }) => checkGap(text));
  const wanted = [...found.body.matchAll(/\{\{\d+\}\}/g)].length;
  if (given.length !== wanted) throw new GraphRefusal(400, 132000, '(#132000) Number of parameters does not match');
  const text = found.body.replaceAll(/\{\{(\d+)\}\}/g, (_, number: string) => given[Number(number) - 1] ?? '');
  if (text.length > 1_024) throw new GraphRefusal(400, 132005, '(#132005) Translated text too long');
  const button = components.find(({ type }) => type === 'button');
  const [parameter] = button === undefined ? [] : listOf(button['parameters'], 'button parameters', 1);
  return { text, choices: [{ kind: 'template', id: checkText(parameter?.['payload'], 'payload', 128), title: found.button }] };
}

function checkGap(text: unknown): string {
  const gap = checkText(text, 'parameter', 1_024);
  if (/[\n\t]| {4}/.test(gap)) throw new GraphRefusal(400, 132018, '(#132018) Param text cannot have new-line/tab characters');
  return gap;
}
