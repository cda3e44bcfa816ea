import { sessionSnippet } from '../../inspect/snippet.ts';
import type { Work } from './work.ts';

/** The lines to paste, made for this project. */
export function planSnippet(work: Work): string {
  const { facts, answers } = work;
  return sessionSnippet({
    module: facts.site?.file.module ?? facts.app.file.module,
    mongoose: answers.connection === 'mongoose',
    urlEnv: answers.urlEnv,
    secretEnv: answers.secretEnv,
    receiver: facts.site?.receiver ?? 'app',
    existing: facts.sessions.length > 0,
  });
}
