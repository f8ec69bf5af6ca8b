/** As much of a browser's XMLHttpRequest as rxjs's `ajax` uses, over `fetch`. */
export class XmlHttpRequest {
  timeout = 0;
  responseType = '';
  withCredentials = false;
  readyState = 0;
  status = 0;
  response: unknown = null;
  responseText = '';
  readonly upload = {};
  onreadystatechange: ((this: XmlHttpRequest, event: object) => void) | null = null;
  onerror: ((this: XmlHttpRequest, event: object) => void) | null = null;
  readonly #headers = new Headers();
  readonly #abort = new AbortController();
  #method = 'GET';
  #url = '';
  #answer: Response | null = null;

  open(method: string, url: string): void {
    this.#method = method;
    this.#url = url;
  }

  setRequestHeader(name: string, value: string): void {
    this.#headers.set(name, value);
  }

  getResponseHeader(name: string): string | null {
    return this.#answer?.headers.get(name) ?? null;
  }

  abort(): void {
    this.#abort.abort();
  }

  send(body: NonNullable<RequestInit['body']> | null = null): void {
    const init = { method: this.#method, headers: this.#headers, body, signal: this.#abort.signal };
    void this.#run(init).catch(() => {
      if (!this.#abort.signal.aborted) this.onerror?.({});
    });
  }

  async #run(init: RequestInit): Promise<void> {
    this.#answer = await fetch(this.#url, init);
    this.status = this.#answer.status;
    this.responseText = await this.#answer.text();
    this.response = this.responseType === 'json' ? parse(this.responseText) : this.responseText;
    this.readyState = 4;
    this.onreadystatechange?.({});
  }
}

function parse(text: string): unknown {
  return text === '' ? null : (JSON.parse(text) as unknown);
}
