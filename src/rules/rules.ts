import { cookiePath } from './cookie-path.ts';
import { cookiePrefix } from './cookie-prefix.ts';
import { cookieReplaced } from './cookie-replaced.ts';
import { corsWildcard } from './cors-wildcard.ts';
import { crossOriginCookie } from './cross-origin-cookie.ts';
import { driverCallback } from './driver-callback.ts';
import { fixedCookieExpires } from './fixed-cookie-expires.ts';
import { insecureCrossSite } from './insecure-cross-site.ts';
import { keycloakStore } from './keycloak-store.ts';
import { maxAgeMilliseconds } from './max-age-milliseconds.ts';
import { maxAgeNumber } from './max-age-number.ts';
import { misplacedOption } from './misplaced-option.ts';
import { oldTypescript } from './old-typescript.ts';
import { partitionedCookie } from './partitioned-cookie.ts';
import { publicSecret } from './public-secret.ts';
import { publicSuffixDomain } from './public-suffix-domain.ts';
import { resave } from './resave.ts';
import { rivalSession } from './rival-session.ts';
import type { Rule } from './rule.ts';
import { saveUninitialized } from './save-uninitialized.ts';
import { secretFallback } from './secret-fallback.ts';
import { secretLiteral } from './secret-literal.ts';
import { secureWithoutProxy } from './secure-without-proxy.ts';
import { sessionLate } from './session-late.ts';
import { takenCollection } from './taken-collection.ts';
import { touchAfterMaxAge } from './touch-after-max-age.ts';
import { ttlMilliseconds } from './ttl-milliseconds.ts';

/** Rules for the options of a session() that no edit corrects. */
export const OPTION_RULES = [
  publicSecret,
  secretFallback,
  misplacedOption,
  secureWithoutProxy,
  insecureCrossSite,
  publicSuffixDomain,
  cookiePrefix,
  cookiePath,
  cookieReplaced,
  partitionedCookie,
  rivalSession,
  keycloakStore,
];

/**
 * Every rule. `add` does not run this list: each of its edits shows the findings of the rules that concern it, see
 * plan/note-findings.ts.
 */
export const RULES: Rule[] = [
  secretLiteral,
  sessionLate,
  resave,
  saveUninitialized,
  maxAgeNumber,
  maxAgeMilliseconds,
  fixedCookieExpires,
  ...OPTION_RULES,
  touchAfterMaxAge,
  ttlMilliseconds,
  crossOriginCookie,
  corsWildcard,
  driverCallback,
  oldTypescript,
  takenCollection,
];
