import { rootPackage, valueNamed } from '../inspect/program/value.ts';
import { isMemoryStore } from '../inspect/sessions/live-sessions.ts';
import { chainRoot, isCall, methodName } from '../inspect/syntax/ast.ts';
import type { Place } from '../inspect/syntax/source-file.ts';
import type { Facts, Finding, Rule } from './rule.ts';

export const socketSession = {
  id: 'socket-session',
  what: 'Sockets have their own session(), with another store than the app.',
  severity: 'warning',
  why: 'A socket then does not see who signed in.',
  fix: 'Keep the result of session() in a variable, and pass it to both app.use() and io.engine.use().',
  check: ({ sessions, names }: Facts<'sessions' | 'names'>): Finding[] => {
    const isOfSocket = ({ file, node }: Place): boolean => {
      for (let at = file.index.parents.get(node); at; at = file.index.parents.get(at)) {
        if (!isCall(at) || methodName(at) !== 'use') continue;
        const object = chainRoot(at);
        const value = object.type === 'Identifier' ? valueNamed(names, file, object.name) : undefined;
        if (value && rootPackage(value)?.name === 'socket.io') return true;
      }
      return false;
    };
    return sessions
      .filter((own) => isOfSocket(own) && sessions.some((other) => other.mounted && other !== own))
      .filter(({ store, shape }) => shape === 'literal' && (!store || isMemoryStore(store)))
      .map((place) => ({ place, message: 'This session() keeps its own sessions in memory.' }));
  },
} satisfies Rule;
