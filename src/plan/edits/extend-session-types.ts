import type { ProjectFacts } from '../../inspect/facts.ts';
import type { Change } from '../change.ts';
import type { Decisions } from '../decisions.ts';
import { Draft } from '../draft.ts';

/**
 * Turns a declaration file with `declare module 'express-session'` into a module when the types of express-session are
 * added: in a script, it would replace them instead of extending them.
 */
export function extendSessionTypes(project: ProjectFacts, decisions: Decisions, { packages }: Change): Change {
  const draft = new Draft(project, decisions);
  const { ambientSessionTypes: file } = project;
  if (!file || packages.dev['@types/express-session'] === undefined) return draft.change;
  const { path, text } = file;
  const message = 'A declaration file without import or export replaces the types of express-session.';
  // In a module, other declarations would no longer be global.
  if (text.match(/^(declare|interface|type|namespace)\b/gm)?.length !== 1) {
    const advice = "Move declare module 'express-session' into a file that starts with import 'express-session'.";
    draft.change.notes.push({
      code: 'session-types',
      severity: 'warning',
      message: `${message} ${advice}`,
      file: path,
    });
    return draft.change;
  }
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  const after = `import 'express-session';${eol}${eol}${text}`;
  draft.change.notes.push({
    code: 'session-types',
    severity: 'info',
    message: `Added an import. ${message}`,
    file: path,
  });
  draft.change.files.push({ kind: 'edit', path, before: text, after, why: 'extend the types of express-session' });
  return draft.change;
}
