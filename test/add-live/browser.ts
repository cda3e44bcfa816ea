import type { Request } from './scenario.ts';

/** An answer without what may differ between two runs of one application: cookies, dates, tags, connection headers. */
export interface Answer {
  status: number;
  headers: Record<string, string>;
  body: string;
}

const VOLATILE = new Set(['set-cookie', 'date', 'etag', 'last-modified', 'connection', 'keep-alive']);

/** Keeps cookies as a browser does; one that is `Secure` is neither taken from nor sent over plain http. */
export class Browser {
  readonly #cookies = new Map<string, string>();
  readonly #headers: Record<string, string>;
  readonly #https: boolean;

  /** @param proxy headers that a proxy adds to every request; with X-Forwarded-Proto: https the browser speaks https. */
  constructor(proxy: Record<string, string> = {}) {
    this.#headers = proxy;
    this.#https = proxy['X-Forwarded-Proto'] === 'https';
  }

  async ask(origin: string, { method, path, headers, form, json }: Request): Promise<Answer> {
    const body = form ? new URLSearchParams(form) : json === undefined ? null : JSON.stringify(json);
    const response = await fetch(origin + path, {
      method: method ?? 'GET',
      body,
      redirect: 'manual',
      headers: {
        ...this.#headers,
        ...(json === undefined ? {} : { 'Content-Type': 'application/json' }),
        ...(this.#cookies.size > 0 ? { Cookie: [...this.#cookies].map((pair) => pair.join('=')).join('; ') } : {}),
        ...headers,
      },
      signal: AbortSignal.timeout(10_000),
    });
    for (const cookie of response.headers.getSetCookie()) this.#take(cookie);
    return {
      status: response.status,
      headers: Object.fromEntries([...response.headers].filter(([name]) => !VOLATILE.has(name))),
      body: await response.text(),
    };
  }

  #take(cookie: string): void {
    const [pair = '', ...attributes] = cookie.split(';').map((part) => part.trim());
    const attribute = (name: string): string | undefined =>
      attributes.find((text) => text.toLowerCase().split('=')[0] === name)?.slice(name.length + 1);
    if (attribute('secure') !== undefined && !this.#https) return;
    const name = pair.slice(0, pair.indexOf('='));
    const expires = attribute('expires');
    const over = attribute('max-age') === '0' || (expires !== undefined && Date.parse(expires) <= Date.now());
    if (over) this.#cookies.delete(name);
    else this.#cookies.set(name, pair.slice(name.length + 1));
  }
}
