import type * as t from '@babel/types';
import { cookieOf, optionOf } from '../inspect/sessions/options.ts';
import type { SessionFact } from '../inspect/sessions/session.ts';
import { isMember, keyName, stringValue, unwrap } from '../inspect/syntax/ast.ts';
import { type Place, type SourceFile, textOf } from '../inspect/syntax/source-file.ts';
import type { Finding, Rule } from './rule.ts';

interface Facts {
  files: SourceFile[];
  sessions: SessionFact[];
}

export const secureWithoutProxy = {
  id: 'secure-without-proxy',
  what: 'cookie.secure is set without trust proxy.',
  since: '0.2.0',
  severity: 'warning',
  why: 'Behind a proxy that terminates TLS, as on most hosting platforms, express-session sends no cookie.',
  fix: "If the app runs behind one, add app.set('trust proxy', 1).",
  check: ({ files, sessions }: Facts): Finding[] => {
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

/** `options.cookie.secure = true`, for options in a variable. */
function assignedSecure(options: Place | undefined): { file: SourceFile; node: t.AssignmentExpression } | undefined {
  if (!options) return undefined;
  const { file } = options;
  const node = file.index.assignments.find(({ left, right }) => {
    if (!isSecureInProduction(file, right)) return false;
    const cookie = isMember(left) && keyName(left) === 'secure' ? unwrap(left.object) : undefined;
    const object = cookie && isMember(cookie) && keyName(cookie) === 'cookie' ? unwrap(cookie.object) : undefined;
    return object?.type === 'Identifier' && file.index.resolve(object)?.init === options.node;
  });
  return node && { file, node };
}

/** `true`, or a test of the environment; any other expression may be right for the place where the app runs. */
function isSecureInProduction(file: SourceFile, value: t.Node): boolean {
  const inner = unwrap(value);
  if (inner.type === 'BooleanLiteral') return inner.value;
  const binding = inner.type === 'Identifier' ? file.index.resolve(inner) : undefined;
  const text = textOf(file, binding?.init ?? inner);
  return /NODE_ENV|prod|\bdev|get\(['"]env['"]\)/i.test(text) && !text.includes('auto');
}

function setsTrustProxy({ index }: SourceFile): boolean {
  return index.calls.some(({ arguments: given }) => stringValue(given[0]) === 'trust proxy');
}

function servesTls({ text }: SourceFile): boolean {
  const isHttps = /['"](node:)?https['"]/.test(text) && text.includes('createServer');
  return isHttps || /createSecureServer|['"](spdy|greenlock\S*)['"]/.test(text);
}
