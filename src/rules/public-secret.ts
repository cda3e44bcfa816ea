import { envNameIn } from '../inspect/program/value.ts';
import { optionOf } from '../inspect/sessions/options.ts';
import type { Facts, Finding, Rule } from './rule.ts';

export const publicSecret = {
  id: 'public-secret',
  what: 'The secret is read from a variable that is not secret.',
  severity: 'error',
  why: 'Anyone who knows it can forge session cookies.',
  fix: 'Use a random value in a variable such as SESSION_SECRET.',
  check: ({ sessions }: Facts<'sessions'>): Finding[] =>
    sessions.flatMap(({ options }) => {
      const place = optionOf(options, 'secret');
      const value = place?.file.index.initializerOf(place.node.value);
      const first = value?.type === 'ArrayExpression' ? value.elements[0] : value;
      const name = place && first ? envNameIn(place.file, first) : undefined;
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
