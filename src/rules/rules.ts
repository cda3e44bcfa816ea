import { crossOriginCookie } from './cross-origin-cookie.ts';
import { driverCallback } from './driver-callback.ts';
import { envNotIgnored } from './env-not-ignored.ts';
import { fixedCookieExpires } from './fixed-cookie-expires.ts';
import { maxAgeMilliseconds } from './max-age-milliseconds.ts';
import { maxAgeNumber } from './max-age-number.ts';
import { memoryStore } from './memory-store.ts';
import { misplacedCookieOption } from './misplaced-cookie-option.ts';
import { oldTypescript } from './old-typescript.ts';
import { resave } from './resave.ts';
import type { Rule } from './rule.ts';
import { saveUninitialized } from './save-uninitialized.ts';
import { secretLiteral } from './secret-literal.ts';
import { sessionLate } from './session-late.ts';
import { touchAfterMaxAge } from './touch-after-max-age.ts';
import { ttlMilliseconds } from './ttl-milliseconds.ts';

/**
 * Every rule. `add` does not run this list: each of its edits shows the findings of the rules that concern it, see
 * plan/note-findings.ts.
 */
export const RULES: Rule[] = [
  memoryStore,
  secretLiteral,
  envNotIgnored,
  sessionLate,
  resave,
  saveUninitialized,
  misplacedCookieOption,
  maxAgeNumber,
  maxAgeMilliseconds,
  fixedCookieExpires,
  touchAfterMaxAge,
  ttlMilliseconds,
  crossOriginCookie,
  driverCallback,
  oldTypescript,
];
