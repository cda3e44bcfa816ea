import type * as t from '@babel/types';
import { cookieOf, optionOf } from '../inspect/sessions/options.ts';
import { stringValue } from '../inspect/syntax/ast.ts';
import type { SourceFile } from '../inspect/syntax/source-file.ts';
import type { Facts, Finding, Rule } from './rule.ts';

/** Domains of hosting platforms in https://publicsuffix.org, whose subdomains belong to different customers. */
const SUFFIXES = new Set(
  `onrender.com herokuapp.com vercel.app now.sh netlify.app up.railway.app fly.dev github.io gitlab.io pages.dev
  workers.dev web.app firebaseapp.com a.run.app appspot.com azurewebsites.net azurestaticapps.net cloudapp.net glitch.me
  repl.co replit.app replit.dev ngrok.io ngrok.app ngrok.dev ngrok-free.app surge.sh deno.dev amplifyapp.com cyclic.app
  koyeb.app ondigitalocean.app cloudfront.net elasticbeanstalk.com trycloudflare.com gitpod.io`.split(/\s+/),
);

export const publicSuffixDomain = {
  id: 'public-suffix-domain',
  what: 'cookie.domain is shared by all customers of a platform.',
  severity: 'error',
  why: 'Browsers reject the cookie, as it would be sent to all customers of that platform.',
  fix: 'Remove domain.',
  check: ({ sessions }: Facts<'sessions'>): Finding[] =>
    sessions.flatMap(({ options }) => {
      const place = optionOf(cookieOf(options), 'domain');
      const domains = place ? textsOf(place.file, place.node.value) : [];
      const domain = domains.map((text) => text.toLowerCase().replace(/^\./, '')).find((text) => SUFFIXES.has(text));
      return place && domain !== undefined ? [{ place, message: `cookie.domain ${domain} is a public suffix.` }] : [];
    }),
} satisfies Rule;

/** The texts that an expression may be: a literal, a variable of its file, or either in a conditional expression. */
function textsOf(file: SourceFile, node: t.Node): string[] {
  const inner = file.index.initializerOf(node);
  if (inner.type === 'ConditionalExpression')
    return [inner.consequent, inner.alternate].flatMap((one) => textsOf(file, one));
  if (inner.type === 'LogicalExpression') return [inner.left, inner.right].flatMap((one) => textsOf(file, one));
  return [stringValue(inner) ?? []].flat();
}
