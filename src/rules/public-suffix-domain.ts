import { constantOf, cookieOf, optionOf } from '../inspect/sessions/options.ts';
import type { SessionFact } from '../inspect/sessions/session.ts';
import { stringValue } from '../inspect/syntax/ast.ts';
import type { Finding, Rule } from './rule.ts';

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
  since: '0.2.0',
  severity: 'error',
  why: 'Browsers reject the cookie, as it would be sent to all customers of that platform.',
  fix: 'Remove domain.',
  check: ({ sessions }: { sessions: SessionFact[] }): Finding[] =>
    sessions.flatMap(({ options }) => {
      const place = optionOf(cookieOf(options), 'domain');
      const value = place && constantOf(place);
      const values = value?.type === 'ConditionalExpression' ? [value.consequent, value.alternate] : [value];
      const domains = values.flatMap((one) => stringValue(one)?.toLowerCase().replace(/^\./, '') ?? []);
      const domain = domains.find((one) => SUFFIXES.has(one));
      if (!place || domain === undefined) return [];
      return [{ place, message: `cookie.domain ${domain} is a public suffix.` }];
    }),
} satisfies Rule;
