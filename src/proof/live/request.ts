import http from 'node:http';
import https from 'node:https';

export interface Origin {
  host: string;
  port: number;
  tls: boolean;
}

export interface Answer {
  /** Undefined if there was no complete answer. */
  status: number | undefined;
  headers: http.IncomingHttpHeaders;
  body: string;
  /** Time until the answer was complete, or until it was known that there will be none. */
  ms: number;
  timedOut: boolean;
}

export interface RequestOptions {
  cookie?: string | undefined;
  headers?: Record<string, string>;
  /** In ms. */
  timeout?: number;
}

/** Sends a GET request on a new connection. Never rejects. */
export function get(
  origin: Origin,
  path: string,
  { cookie, headers, timeout = 5_000 }: RequestOptions = {},
): Promise<Answer> {
  const start = Date.now();
  return new Promise((resolve) => {
    const end = (answer: Partial<Answer>): void => {
      clearTimeout(timer);
      request.destroy();
      resolve({ status: undefined, headers: {}, body: '', timedOut: false, ...answer, ms: Date.now() - start });
    };
    const request = (origin.tls ? https : http).get({
      host: origin.host,
      port: origin.port,
      path,
      headers: { accept: 'application/json', ...headers, ...(cookie !== undefined && { cookie }) },
      agent: false,
      rejectUnauthorized: false,
    });
    const timer = setTimeout(() => end({ timedOut: true }), timeout);
    request.on('error', () => end({}));
    request.on('response', (response) => {
      let body = '';
      response.setEncoding('utf8').on('data', (text: string) => (body += text));
      response.on('end', () => end({ status: response.statusCode, headers: response.headers, body }));
      response.on('error', () => end({}));
      response.on('aborted', () => end({}));
    });
  });
}
