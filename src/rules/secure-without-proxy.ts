import type * as t from '@babel/types';
import { cookieOf, isCookieOf, optionOf } from '../inspect/sessions/options.ts';
import type { SessionFact } from '../inspect/sessions/session.ts';
import { isMember, keyName, optionValue, stringValue, unwrap } from '../inspect/syntax/ast.ts';
import { type Place, type SourceFile, textOf } from '../inspect/syntax/source-file.ts';
import type { Facts, Finding, Rule } from './rule.ts';

export const secureWithoutProxy = {
  id: 'secure-without-proxy',
  what: 'cookie.secure is set without trust proxy.',
  severity: 'warning',
  why: 'Behind a proxy that terminates TLS, as on most hosting platforms, express-session sends no cookie.',
  fix: "If the app runs behind one, add app.set('trust proxy', 1).",
  check: ({ files, sessions }: Facts<'files' | 'sessions'>): Finding[] => {
    if (files.some((file) => setsTrustProxy(file) || servesTls(file))) return [];
    return sessions.flatMap(({ options }) => {
      const option = optionOf(cookieOf(options), 'secure');
      const assigned = assignedSecure(options);
      const isSecure = option && isSecureInProduction(option.file, option.node.value);
      const place = isSecure ? option : assigned;
      if (!place || optionOf(options, 'proxy')) return [];
      return [{ place, message: 'cookie.secure is set, but the app does not set trust proxy.' }];
    });
  },
} satisfies Rule;

/** `options.cookie.secure = true` or `options.cookie = { secure: true }`, for options in a variable. */
function assignedSecure(options: SessionFact['options']): Place | undefined {
  if (!options) return undefined;
  const { file } = options;
  const node = file.index.assignments.find(({ left, right }) => {
    const isSecure = isMember(left) && keyName(left) === 'secure' && isCookieOf(options, left.object);
    const value = isCookieOf(options, left) ? optionValue(unwrap(right), 'secure') : isSecure ? right : undefined;
    return value !== undefined && isSecureInProduction(file, value);
  });
  return node && { file, node };
}

/** `true`, or a test of the environment; any other expression may be right for the place where the app runs. */
function isSecureInProduction(file: SourceFile, value: t.Node): boolean {
  const inner = file.index.initializerOf(value);
  if (inner.type === 'BooleanLiteral') return inner.value;
  const text = textOf(file, inner);
  return /NODE_ENV|prod|\bdev|get\(['"]env['"]\)/i.test(text) && !text.includes('auto');
}

function setsTrustProxy({ index }: SourceFile): boolean {
  return index.calls.some(({ arguments: given }) => stringValue(given[0]) === 'trust proxy');
}

function servesTls({ text }: SourceFile): boolean {
  const isHttps = /['"](node:)?https['"]/.test(text) && text.includes('createServer');
  return isHttps || /createSecureServer|['"](spdy|greenlock\S*)['"]/.test(text);
}
