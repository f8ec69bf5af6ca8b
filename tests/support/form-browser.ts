/** A browser without JavaScript: one page, its cookie, its forms. */
export interface FormBrowser {
  /** The page that is open. */
  html(): string;
  status(): number;
  open(path: string): Promise<void>;
  /** Fills the form that has a field or button of this name, and sends it. */
  submit(fields: Readonly<Record<string, string>>, headers?: Record<string, string>): Promise<void>;
  /** Fills the form for a file, and sends it; null: nothing was chosen. */
  attach(file: File | null, fields?: Readonly<Record<string, string>>, headers?: Record<string, string>): Promise<void>;
  /** Messages as `who: text`, without markup. */
  messages(): readonly string[];
  /** Labels and values of the buttons, without the form's own. */
  buttons(): readonly (readonly [label: string, name: string, value: string])[];
  cookie: string;
}

export function formBrowser(url: string, language = 'en'): FormBrowser {
  let html = '';
  let status = 0;
  const load = async (path: string, init: RequestInit): Promise<void> => {
    const cookie: Record<string, string> = browser.cookie === '' ? {} : { Cookie: browser.cookie };
    const headers = { 'Accept-Language': language, ...cookie, ...(init.headers as Record<string, string> | undefined) };
    const response = await fetch(`${url}${path}`, { ...init, redirect: 'manual', headers });
    browser.cookie = response.headers.getSetCookie()[0]?.split(';')[0] ?? browser.cookie;
    const location = response.headers.get('location');
    if (location !== null) return await load(location, {});
    ({ status } = response);
    html = await response.text();
  };
  const hidden = (): Record<string, string> =>
    Object.fromEntries(
      [...html.matchAll(/<input\s+type="hidden"\s+name="(\w+)"\s+value="([^"]*)"/g)].map(([, name = '', value = '']) => [
        name,
        value,
      ]),
    );
  const browser: FormBrowser = {
    html: () => html,
    status: () => status,
    open: (path) => load(path, {}),
    submit: (fields, headers = {}) => {
      const body = new URLSearchParams({ ...hidden(), ...fields });
      return load('/chat/plain', { method: 'POST', body, headers });
    },
    attach: (file, fields = {}, headers = {}) => {
      const body = new FormData();
      for (const [name, value] of Object.entries({ ...hidden(), ...fields })) body.set(name, value);
      // So do browsers say that nothing was chosen.
      body.set('file', file ?? new File([], '', { type: 'application/octet-stream' }));
      const [, action = ''] = /action="([^"]*)" enctype="multipart\/form-data"/.exec(html) ?? [];
      return load(action, { method: 'POST', body, headers });
    },
    messages: () =>
      [...html.matchAll(/<p class="who"><bdi>(.*?)<\/bdi><\/p>\s*<div[^>]*>(.*?)<\/div>/gs)].map(
        ([, who = '', text = '']) => `${who}: ${text.replaceAll(/<[^>]*>/g, '')}`,
      ),
    buttons: () =>
      [...html.matchAll(/<button name="(\w+)" value="([^"]*)"[^>]*>(.*?)<\/button>/g)].map(
        ([, name = '', value = '', label = '']) => [label, name, value],
      ),
    cookie: '',
  };
  return browser;
}
