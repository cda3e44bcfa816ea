import { failed, passed, skipped, type Verdict, warning } from './checks.ts';
import type { RunningApp } from './running-app.ts';

export async function checkCookieFlags(app: RunningApp): Promise<Verdict> {
  const { flags = {} } = await app.drive('look');
  const { httpOnly = false, sameSite, secure = false } = flags;
  if (!httpOnly) return failed('The cookie is not HttpOnly, so scripts in the page can read it.');
  if (String(sameSite).toLowerCase() === 'none' && !secure)
    return failed('The cookie is SameSite=None but not Secure, and browsers reject it.');
  if (!sameSite) return warning('The cookie has no SameSite attribute, and not all browsers default to Lax.');
  return passed(`The cookie is HttpOnly and SameSite=${sameSite === true ? 'Strict' : sameSite}.`);
}

/** @param app started with NODE_ENV=production */
export async function checkCookieBehindProxy(app: RunningApp): Promise<Verdict> {
  if (!app.isListening) return skipped(`The app does not start with NODE_ENV=production: ${app.problem}`);
  const { answer } = await app.drive('write', {
    value: 'proxy',
    headers: { 'x-forwarded-proto': 'https', 'x-forwarded-for': '203.0.113.7' },
  });
  const cookie = answer.headers['set-cookie']?.at(-1);
  if (cookie === undefined)
    return failed(
      'With NODE_ENV=production, a request that a TLS proxy forwards gets no cookie: cookie.secure is on, but the app does not trust the proxy. Set "trust proxy" to the number of proxies.',
    );
  if (!/;\s*secure/i.test(cookie))
    return warning('With NODE_ENV=production, the cookie is not Secure, so browsers also send it without TLS.');
  return passed('With NODE_ENV=production, a request that a TLS proxy forwards gets a Secure cookie.');
}
