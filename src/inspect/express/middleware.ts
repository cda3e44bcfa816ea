import type * as t from '@babel/types';
import { elementsOf } from '../program/array-elements.ts';
import type { Evaluator } from '../program/evaluator.ts';
import type { Moment } from '../program/execution-order.ts';
import { isPackage, type Value } from '../program/value.ts';
import type { Call } from '../syntax/ast.ts';
import type { SourceFile } from '../syntax/source-file.ts';
import { functionKind } from './handlers.ts';

/** What a middleware means for the place of the session. */
export type MiddlewareKind =
  /** Files and request parsing: the session goes after them. */
  | 'static'
  | 'body'
  /** Headers, logs, limits: the session goes after them too, when nothing better is there. */
  | 'setup'
  | 'session'
  /** Reads the session: must come after it. */
  | 'consumer'
  | 'route'
  /** A route whose code is in sight and reads no session: it may come before it. */
  | 'plain'
  | 'error'
  | 'other';

/** One `app.use(...)` or route, in the order in which the app gets them. */
export interface MiddlewareFact {
  file: SourceFile;
  node: Call;
  /** The name of the method: `use`, `get`, ... */
  method: string;
  kind: MiddlewareKind;
  moment: Moment;
  /** The callbacks it waits for, outermost first. */
  waits: t.Node[];
}

export interface AppFact {
  file: SourceFile;
  /** The `express()` call, or the one through which a framework gives the app that it makes. */
  node: Call;
  /** Made with its routes: whatever is added to it comes too late for them. */
  complete: boolean;
  middleware: MiddlewareFact[];
  /** `app.set('trust proxy', ...)` is somewhere. */
  trustProxy: boolean;
  /** Handed to `listen`, `http.createServer` or another app. */
  mountedInto: AppFact | undefined;
}

// The kinds of several handlers in one `use`: the one that binds the session most.
const WEIGHT: MiddlewareKind[] = ['session', 'consumer', 'route', 'body', 'static', 'setup', 'plain', 'error', 'other'];

export function weightiest(kinds: MiddlewareKind[]): MiddlewareKind | undefined {
  return WEIGHT.find((kind) => kinds.includes(kind));
}

const STATIC = new Set([
  'serve-static',
  'serve-favicon',
  'serve-index',
  'st',
  'stylus',
  'node-sass-middleware',
  'sass-middleware',
  'less-middleware',
  'express-static-gzip',
  'connect-history-api-fallback',
  'webpack-dev-middleware',
  'webpack-hot-middleware',
]);
const BODY = new Set([
  'body-parser',
  'cookie-parser',
  'multer',
  'express-fileupload',
  'method-override',
  'connect-busboy',
  'connect-multiparty',
  'express-form-data',
  'express-formidable',
  'express-ejs-layouts',
  'express-partials',
]);
const SETUP = new Set([
  'helmet',
  'cors',
  'compression',
  'morgan',
  'express-winston',
  'express-pino-logger',
  'pino-http',
  'express-bunyan-logger',
  'response-time',
  'express-rate-limit',
  'express-slow-down',
  'hpp',
  'xss-clean',
  'express-mongo-sanitize',
  'connect-livereload',
  'errorhandler',
  'nocache',
  'express-useragent',
  'request-ip',
  'express-status-monitor',
  'express-enforces-ssl',
  'express-sslify',
  'express-http-context',
  'express-device',
  'express-request-id',
  'i18n',
  'express-validator',
  'connect-timeout',
  'cls-rtracer',
  'express-minify',
  'express-minify-html',
  'express-prom-bundle',
]);
const CONSUMERS = new Set([
  'passport',
  'connect-flash',
  'express-flash',
  'flash',
  'req-flash',
  'express-flash-messages',
  'express-flash-message',
  'csurf',
  'csrf',
  'csrf-csrf',
  'csrf-sync',
  'lusca',
  'express-messages',
  'connect-ensure-login',
  'grant',
  'grant-express',
  'keycloak-connect',
  'express-openid-connect',
  'connect-roles',
  'express-toastr',
  '@simplewebauthn/server',
  'apollo-server-express',
  'express-graphql',
]);

/** Legacy helpers that Express 3 carried itself. */
const EXPRESS_OWN: Record<string, MiddlewareKind> = {
  static: 'static',
  favicon: 'static',
  json: 'body',
  urlencoded: 'body',
  raw: 'body',
  text: 'body',
  bodyParser: 'body',
  cookieParser: 'body',
  multipart: 'body',
  methodOverride: 'body',
  logger: 'setup',
  compress: 'setup',
  session: 'session',
  cookieSession: 'session',
  csrf: 'consumer',
  errorHandler: 'error',
  Router: 'route',
};

/** Which package an expression comes from, through calls and members: `require('x')(y).z()` is `x`. */
export function rootPackage(value: Value): (Value & { kind: 'package' }) | undefined {
  switch (value.kind) {
    case 'package':
      return value;
    case 'call':
      return rootPackage(value.callee);
    case 'member':
      return rootPackage(value.of);
    case 'either':
      return value.options.map(rootPackage).find((found) => found !== undefined);
    default:
      return undefined;
  }
}

export function kindOf(evaluator: Evaluator, value: Value, mounted: boolean): MiddlewareKind {
  const [source = value] = evaluator.sources(value);
  const root = rootPackage(source);
  if (root) return packageKind(root, source, mounted);
  const elements = elementsOf(evaluator, source);
  if (elements && elements.length > 0)
    return weightiest(elements.map((element) => kindOf(evaluator, element, mounted))) ?? 'route';
  switch (source.kind) {
    case 'function':
      return functionKind(source.node, mounted);
    case 'either': {
      const condition = source.node.type === 'LogicalExpression' && source.node.operator === '&&';
      const options = condition ? source.options.slice(1) : source.options;
      const kinds = options.map((option) => kindOf(evaluator, option, mounted));
      return kinds.find((kind) => kind !== 'other') ?? 'other';
    }
    case 'call': {
      // `app.use(unless(path, session(...)))`, `app.use(wrap(fn))`: what is inside counts.
      const inner = source.node.arguments.map((argument) =>
        kindOf(evaluator, evaluator.evaluate(source.file, argument), mounted),
      );
      const made = source.callee.kind === 'function' ? evaluator.returned(source.callee) : undefined;
      const needing = inner.find((kind) => kind === 'session') ?? inner.find((kind) => kind === 'consumer');
      if (needing) return needing;
      return made && made.kind !== 'call' ? kindOf(evaluator, made, mounted) : mounted ? 'route' : 'other';
    }
    case 'literal':
      return 'other';
    default:
      return 'route';
  }
}

function packageKind(root: Value & { kind: 'package' }, value: Value, mounted: boolean): MiddlewareKind {
  const [first = ''] = root.path;
  if (root.name === 'express') return first === '' ? 'route' : (EXPRESS_OWN[first] ?? 'other');
  if (root.name === 'express-session' || root.name === 'cookie-session') return 'session';
  if (STATIC.has(root.name)) return 'static';
  if (BODY.has(root.name)) return 'body';
  if (SETUP.has(root.name)) return 'setup';
  if (CONSUMERS.has(root.name)) return 'consumer';
  if (/flash|csrf|passport|auth/i.test(root.name)) return 'consumer';
  if (/swagger|redoc/i.test(root.name)) return 'plain';
  if (/router|graphql|admin/i.test(root.name)) return 'route';
  return mounted && value.kind !== 'call' ? 'route' : mounted ? 'route' : 'other';
}

export function isExpressApp(value: Value): value is Value & { kind: 'call' } {
  return value.kind === 'call' && isPackage(value.callee, 'express');
}
