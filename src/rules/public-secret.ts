import type * as t from '@babel/types';
import { isProcessEnv } from '../inspect/program/value.ts';
import { optionOf } from '../inspect/sessions/options.ts';
import type { SessionFact } from '../inspect/sessions/session.ts';
import { isMember, keyName, unwrap } from '../inspect/syntax/ast.ts';
import type { SourceFile } from '../inspect/syntax/source-file.ts';
import type { Finding, Rule } from './rule.ts';

export const publicSecret = {
  id: 'public-secret',
  what: 'The secret is read from a variable that is not secret.',
  since: '0.2.0',
  severity: 'error',
  why: 'Anyone who knows it can forge session cookies.',
  fix: 'Use a random value in a variable such as SESSION_SECRET.',
  check: ({ sessions }: { sessions: SessionFact[] }): Finding[] =>
    sessions.flatMap(({ options }) => {
      const place = optionOf(options, 'secret');
      const name = place && variableOf(place.file, place.node.value);
      return place && name !== undefined && isPublic(name)
        ? [{ place, message: `The secret is ${name}, which is not secret.` }]
        : [];
    }),
} satisfies Rule;

/** Variables that a platform or a shell sets, or that bundlers put into the code of the page. */
const PUBLIC =
  /^(NEXT_PUBLIC|NUXT_PUBLIC|EXPO_PUBLIC|PUBLIC|VITE|REACT_APP|VUE_APP|GATSBY|npm)_|^(REPL_(ID|SLUG|OWNER)|REPLIT_DEV_DOMAIN|HEROKU_APP_(ID|NAME)|RENDER_SERVICE_(ID|NAME)|VERCEL_URL|NODE_ENV|PORT|HOST|HOSTNAME|USER|USERNAME|LOGNAME|HOME|PWD|APP_NAME)$|CLIENT_ID$/;

/** Whether the value of a variable is known outside the app. */
export function isPublic(name: string): boolean {
  return PUBLIC.test(name);
}

/** NAME of `process.env.NAME`, with or without a fallback. */
function variableOf(file: SourceFile, value: t.Node): string | undefined {
  const node = unwrap(value);
  if (node.type === 'LogicalExpression') return variableOf(file, node.left);
  const binding = node.type === 'Identifier' ? file.index.resolve(node) : undefined;
  const inner =
    node.type === 'ArrayExpression' ? node.elements[0] : binding?.kind === 'const' ? binding.init : undefined;
  if (inner) return variableOf(file, inner);
  return isMember(node) && isProcessEnv(node.object) ? keyName(node) : undefined;
}
