import type { Change } from '../change.ts';
import type { Draft } from '../draft.ts';

/**
 * Turns a declaration file with `declare module 'express-session'` into a module when the types of express-session are
 * added: in a script, it would replace them instead of extending them.
 */
export function extendSessionTypes(draft: Draft, { packages }: Change): void {
  const { ambientSessionTypes: file } = draft.project;
  if (!file || packages.dev['@types/express-session'] === undefined) return;
  const { path, text } = file;
  const message = 'A declaration file without import or export replaces the types of express-session.';
  // In a module, other declarations would no longer be global.
  if (text.match(/^(declare|interface|type|namespace)\b/gm)?.length !== 1) {
    const advice = "Move declare module 'express-session' into a file that starts with import 'express-session'.";
    draft.warn('session-types', `${message} ${advice}`, { file: path });
    return;
  }
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  const after = `import 'express-session';${eol}${eol}${text}`;
  draft.note('session-types', `Added an import. ${message}`, { file: path });
  draft.change.files.push({ kind: 'edit', path, before: text, after, why: 'extend the types of express-session' });
}
