import { propertyOf } from '../../inspect/ast.ts';
import { sessionSnippet } from '../../inspect/snippet.ts';
import { textOf } from '../../inspect/source.ts';
import { mongooseCanShare } from './wiring.ts';
import type { Work } from './work.ts';

/** The lines to paste, made for this project. */
export function planSnippet(work: Work): string {
  const { facts, answers, storeMajor } = work;
  const [session] = facts.sessions;
  const file = session ? (session.options?.file ?? session.file) : (facts.site?.file ?? facts.app.file);
  return sessionSnippet({
    file,
    module: file.module,
    typescript: file.typescript,
    mongoose: answers.connection === 'mongoose' && mongooseCanShare(work, file),
    url: storeUrl(work),
    urlEnv: answers.urlEnv,
    secretEnv: answers.secretEnv,
    receiver: facts.site?.receiver ?? 'app',
    existing: facts.sessions.length > 0,
    storeMajor,
  });
}

/** What the connect-mongo of today connects to. */
function storeUrl({ facts }: Work): string | undefined {
  for (const { options } of facts.mongoStores.flatMap(({ constructions }) => constructions)) {
    if (!options) continue;
    const property = propertyOf(options.node, 'mongoUrl') ?? propertyOf(options.node, 'url');
    if (property?.type === 'ObjectProperty') return textOf(options.file, property.value);
  }
  return undefined;
}
