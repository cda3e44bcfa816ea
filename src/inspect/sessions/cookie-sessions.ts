import type * as t from '@babel/types';
import { isMember, isNullish, keyName, unwrap } from '../syntax/ast.ts';
import type { Place, SourceFile } from '../syntax/source-file.ts';
import type { SessionFact } from './session.ts';

/** A `cookieSession(...)`, whose data is stored in the cookie. */
export interface CookieSessionFact extends SessionFact {
  /** The app ends a session by `req.session = null`. */
  setsNull: boolean;
  /** The app reads or writes properties of the session. */
  usesProperties: boolean;
  /** Uses that express-session does not support: `req.session = {...}`, `req.session.isNew`, `req.sessionOptions`. */
  incompatibleUses: Place[];
}

/** Properties that express-session does not have: https://github.com/expressjs/cookie-session#api */
const OWN = new Set(['isNew', 'isChanged', 'isPopulated']);

/** Adds to a session how the app uses it. */
export function cookieSessionFact(session: SessionFact, files: SourceFile[]): CookieSessionFact {
  const fact: CookieSessionFact = { ...session, setsNull: false, usesProperties: false, incompatibleUses: [] };
  for (const file of files) {
    for (const { left, right } of file.index.assignments) {
      if (!isSession(left)) continue;
      if (isNullish(right)) fact.setsNull = true;
      else fact.incompatibleUses.push({ file, node: left });
    }
    for (const member of file.index.members) {
      if (keyName(member) === 'sessionOptions') fact.incompatibleUses.push({ file, node: member });
      if (!isSession(unwrap(member.object))) continue;
      fact.usesProperties = true;
      if (OWN.has(keyName(member) ?? '')) fact.incompatibleUses.push({ file, node: member } satisfies Place);
    }
  }
  return fact;
}

/** `req.session`, whatever the request is called. */
function isSession(node: t.Node): boolean {
  return isMember(node) && keyName(node) === 'session' && node.object.type === 'Identifier';
}
