import { brokenEncryption } from './broken-encryption.ts';
import { clientBeforeConnect } from './client-before-connect.ts';
import { connectMongoImport } from './connect-mongo-import.ts';
import { connectMongoTouch } from './connect-mongo-touch.ts';
import { cookiePath } from './cookie-path.ts';
import { cookiePrefix } from './cookie-prefix.ts';
import { cookieReplaced } from './cookie-replaced.ts';
import { corsWildcard } from './cors-wildcard.ts';
import { crossOriginCookie } from './cross-origin-cookie.ts';
import { defaultCookieName } from './default-cookie-name.ts';
import { defaultDatabase } from './default-database.ts';
import { driverCallback } from './driver-callback.ts';
import { driverCopies } from './driver-copies.ts';
import { driverTimeouts } from './driver-timeouts.ts';
import { fixedCookieExpires } from './fixed-cookie-expires.ts';
import { generatedSecret } from './generated-secret.ts';
import { guessableSecret } from './guessable-secret.ts';
import { ignoredStoreOption } from './ignored-store-option.ts';
import { insecureCrossSite } from './insecure-cross-site.ts';
import { keycloakStore } from './keycloak-store.ts';
import { lateEnvFile } from './late-env-file.ts';
import { logoutKeepsCookie } from './logout-keeps-cookie.ts';
import { logoutKeepsSession } from './logout-keeps-session.ts';
import { logoutWithoutCallback } from './logout-without-callback.ts';
import { lostAtLogin } from './lost-at-login.ts';
import { lostDatabaseName } from './lost-database-name.ts';
import { maxAgeMilliseconds } from './max-age-milliseconds.ts';
import { maxAgeNumber } from './max-age-number.ts';
import { memoryStore } from './memory-store.ts';
import { misplacedOption } from './misplaced-option.ts';
import { missingVariable } from './missing-variable.ts';
import { noRolling } from './no-rolling.ts';
import { noSecret } from './no-secret.ts';
import { noSession } from './no-session.ts';
import { nodeTooOld } from './node-too-old.ts';
import { notMongodb } from './not-mongodb.ts';
import { oldPassport } from './old-passport.ts';
import { oldTypescript } from './old-typescript.ts';
import { partitionedCookie } from './partitioned-cookie.ts';
import { passportCookieSession } from './passport-cookie-session.ts';
import { publicSecret } from './public-secret.ts';
import { publicSuffixDomain } from './public-suffix-domain.ts';
import { removedDriverOption } from './removed-driver-option.ts';
import { resave } from './resave.ts';
import { rivalSession } from './rival-session.ts';
import type { Rule } from './rule.ts';
import { saveUninitialized } from './save-uninitialized.ts';
import { secondSession } from './second-session.ts';
import { secretFallback } from './secret-fallback.ts';
import { secretLiteral } from './secret-literal.ts';
import { secureWithoutProxy } from './secure-without-proxy.ts';
import { sessionBeforeStatic } from './session-before-static.ts';
import { sessionFixation } from './session-fixation.ts';
import { sessionLate } from './session-late.ts';
import { sessionNotCalled } from './session-not-called.ts';
import { sessionPerRequest } from './session-per-request.ts';
import { sessionSetToNull } from './session-set-to-null.ts';
import { sharedClientClosed } from './shared-client-closed.ts';
import { singleProcessStore } from './single-process-store.ts';
import { socketSession } from './socket-session.ts';
import { storeClient } from './store-client.ts';
import { storeWithoutConnection } from './store-without-connection.ts';
import { takenCollection } from './taken-collection.ts';
import { touchAfterMaxAge } from './touch-after-max-age.ts';
import { ttlMilliseconds } from './ttl-milliseconds.ts';
import { unhandledStoreFailure } from './unhandled-store-failure.ts';
import { unsavedLogin } from './unsaved-login.ts';

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
  // Connect-mongo and its connection
  connectMongoImport,
  storeClient,
  clientBeforeConnect,
  storeWithoutConnection,
  ignoredStoreOption,
  removedDriverOption,
  driverCopies,
  lostDatabaseName,
  defaultDatabase,
  driverTimeouts,
  unhandledStoreFailure,
  lateEnvFile,
  missingVariable,
  connectMongoTouch,
  notMongodb,
  brokenEncryption,
  nodeTooOld,
  sharedClientClosed,
  // The middleware
  noSession,
  noRolling,
  defaultCookieName,
  sessionBeforeStatic,
  sessionNotCalled,
  secondSession,
  memoryStore,
  singleProcessStore,
  sessionPerRequest,
  socketSession,
  // The secret
  guessableSecret,
  generatedSecret,
  noSecret,
  // Sign-in and sign-out
  sessionFixation,
  unsavedLogin,
  oldPassport,
  logoutWithoutCallback,
  lostAtLogin,
  passportCookieSession,
  sessionSetToNull,
  logoutKeepsSession,
  logoutKeepsCookie,
];
