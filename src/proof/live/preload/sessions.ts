import { createHash, createHmac } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Action, SessionView } from './protocol.ts';
import { report, settings } from './reports.ts';

interface Session {
  [key: string]: unknown;
  id: string;
  cookie: { httpOnly?: boolean; sameSite?: boolean | string; secure?: boolean | string };
  save(done: (error?: unknown) => void): void;
  regenerate(done: (error?: unknown) => void): void;
  destroy(done: (error?: unknown) => void): void;
}

interface SessionRequest extends IncomingMessage {
  originalUrl?: string;
  sessionID?: string;
  session?: Session;
}

interface Options {
  name?: string;
  key?: string;
  secret?: unknown;
  store?: { options?: { autoRemove?: unknown } };
  cookie?: { maxAge?: unknown };
}

type Next = (error?: unknown) => void;
type Middleware = (request: SessionRequest, response: ServerResponse, next: Next) => void;

const KEY = 'createMongoSessionAppProof';
/** A slow request that nobody releases, because another process got the release, ends by itself. */
const LONGEST_WAIT_MS = 4_000;

/** express-session, with middleware that reports its options and answers the requests of the proof. */
export function observedSession(session: unknown): unknown {
  return new Proxy(session as (options?: Options) => Middleware, {
    apply(create, self, args: [Options?]) {
      const [options = {}] = args;
      try {
        const middleware = observedMiddleware(Reflect.apply(create, self, args), options);
        reportOptions(options);
        return middleware;
      } catch (error) {
        report({ kind: 'session-failed', message: String(error) });
        throw error;
      }
    },
  });
}

function reportOptions({ store, cookie, secret }: Options): void {
  const [first] = [secret].flat();
  report({
    kind: 'session',
    store: store ? classesOf(store) : ['MemoryStore'],
    maxAge: Number.isNaN(cookie?.maxAge) ? 'NaN' : cookie?.maxAge,
    autoRemove: store?.options?.autoRemove,
    secretHash:
      typeof first === 'string' ? createHash('sha256').update(settings.token).update(first).digest('hex') : undefined,
  });
}

/** The names of the classes of an object, without EventEmitter, Object and express-session's Store. */
function classesOf(object: object): string[] {
  const names: string[] = [];
  for (let at = Object.getPrototypeOf(object); at; at = Object.getPrototypeOf(at))
    names.push(at.constructor?.name ?? '');
  return names.filter((name) => !['Store', 'EventEmitter', 'Object', ''].includes(name));
}

function observedMiddleware(middleware: Middleware, options: Options): Middleware {
  return function session(request, response, next) {
    const action = actionOf(request);
    const isIgnored = Boolean(request.session);
    if (!action) return middleware(request, response, next);
    middleware(request, response, (error) => {
      if (isIgnored) report({ kind: 'session-ignored' });
      if (action === 'pass') return next(error);
      const fail = (cause: unknown): void => {
        report({ kind: 'request-failed', message: String(cause) });
        next(cause);
      };
      if (error) fail(error);
      else drive(action, request, response, fail, options);
    });
  };
}

function actionOf({ originalUrl, url }: SessionRequest): Action | undefined {
  const [, action] = (originalUrl ?? url ?? '').split('?')[0]?.split(`/${settings.token}/`) ?? [];
  return action as Action | undefined;
}

const waiting = new Set<() => void>();

function drive(action: Action, request: SessionRequest, response: ServerResponse, next: Next, options: Options): void {
  const answer = (error?: unknown): void => {
    if (error) return next(error);
    response.setHeader('Content-Type', 'application/json');
    response.end(JSON.stringify(viewOf(request, options)));
  };
  const { session } = request;
  const value = new URL(request.url ?? '', 'http://localhost').searchParams.get('value');
  if (!session) return answer();
  if (action.endsWith('write')) session[KEY] = value;
  if (action === 'write') return session.save(answer);
  if (action === 'regenerate' || action === 'destroy') return session[action](answer);
  if (action === 'release') for (const end of waiting) end();
  if (!action.startsWith('slow')) return answer();
  const end = (): void => {
    clearTimeout(timer);
    if (waiting.delete(end)) answer();
  };
  const timer = setTimeout(end, LONGEST_WAIT_MS);
  waiting.add(end);
  report({ kind: 'waiting' });
}

function viewOf({ session, sessionID = '' }: SessionRequest, { name, key, secret }: Options): SessionView {
  const signature = createHmac('sha256', String([secret].flat()[0]))
    .update(sessionID)
    .digest('base64');
  const signed = encodeURIComponent(`s:${sessionID}.${signature.replace(/=+$/, '')}`);
  const value = session?.[KEY];
  const { httpOnly, sameSite, secure } = session?.cookie ?? {};
  return {
    id: session?.id,
    cookie: `${name || key || 'connect.sid'}=${signed}`,
    value: typeof value === 'string' ? value : undefined,
    flags: session && {
      ...(httpOnly !== undefined && { httpOnly }),
      ...(sameSite !== undefined && { sameSite }),
      ...(secure !== undefined && { secure }),
    },
  };
}
