import type { Value } from '../program/value.ts';
import type { MiddlewareKind } from './middleware.ts';

function names(text: string): Set<string> {
  return new Set(text.trim().split(/\s+/));
}

const STATIC = names(`
  serve-static sirv serve-favicon serve-index st stylus node-sass-middleware sass-middleware less-middleware
  express-static-gzip connect-history-api-fallback webpack-dev-middleware webpack-hot-middleware
`);

const BODY = names(`
  body-parser cookie-parser multer express-fileupload method-override connect-busboy connect-multiparty
  express-form-data express-formidable express-ejs-layouts express-partials
`);

const SETUP = names(`
  helmet cors compression morgan express-winston express-pino-logger pino-http express-bunyan-logger response-time
  express-rate-limit express-slow-down hpp xss-clean express-mongo-sanitize connect-livereload errorhandler nocache
  express-useragent request-ip express-status-monitor express-enforces-ssl express-sslify express-http-context
  express-device express-request-id i18n express-validator connect-timeout cls-rtracer express-minify
  express-minify-html express-prom-bundle
`);

const CONSUMERS = names(`
  csurf lusca express-messages connect-ensure-login grant grant-express keycloak-connect express-openid-connect
  connect-roles express-toastr apollo-server-express express-graphql
`);

/** Frameworks whose request handler answers every request. */
const RENDERERS =
  /^(@remix-run\/express|@angular\/ssr(\/node)?|@nguniversal\/express-engine|next|nuxt|vike(\/server)?)$/;

/** Middleware of Express itself; most of it left the package with Express 4. */
const EXPRESS_OWN: [names: RegExp, kind: MiddlewareKind][] = [
  [/^(static|favicon)$/, 'static'],
  [/^(json|urlencoded|raw|text|bodyParser|cookieParser|multipart|methodOverride)$/, 'body'],
  [/^(logger|compress)$/, 'setup'],
  [/^(session|cookieSession)$/, 'session'],
  [/^csrf$/, 'consumer'],
  [/^errorHandler$/, 'error'],
  [/^Router$/, 'route'],
];

/**
 * What the middleware of a package is.
 * @param mounted it is mounted on a path: an unknown one is a router then
 */
export function packageKind(root: Value & { kind: 'package' }, mounted: boolean): MiddlewareKind {
  const [first = ''] = root.path;
  if (root.name === 'express')
    return first === '' ? 'route' : (EXPRESS_OWN.find(([names]) => names.test(first))?.[1] ?? 'other');
  if (/session/.test(root.name)) return 'session';
  if (STATIC.has(root.name)) return 'static';
  if (BODY.has(root.name)) return 'body';
  if (SETUP.has(root.name)) return 'setup';
  // The admin panels have a session of their own, which must not find another one in the request.
  if (
    /^(@adminjs\/express|@admin-bro\/express|admin-bro-expressjs)$/.test(root.name) &&
    root.path.at(-1) === 'buildAuthenticatedRouter'
  )
    return 'static';
  if (CONSUMERS.has(root.name) || /^@apollo\/|^@as-integrations\/express/.test(root.name)) return 'consumer';
  if (/flash|csrf|passport|auth/i.test(root.name)) return 'consumer';
  if (/swagger|redoc/i.test(root.name)) return 'plain';
  // Vite serves the files of the pages.
  if (root.name === 'vike/server' && first === 'createDevMiddleware') return 'static';
  if (RENDERERS.test(root.name) || /router|graphql|admin/i.test(root.name)) return 'route';
  return mounted ? 'route' : 'other';
}
