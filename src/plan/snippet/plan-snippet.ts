import { literalText } from '../../inspect/program/value.ts';
import { propertyOf, stringValue } from '../../inspect/syntax/ast.ts';
import { type SourceFile, textOf } from '../../inspect/syntax/source-file.ts';
import type { Work } from '../add/work.ts';
import { urlOfParts } from '../edits/connect-mongo/url-from-parts.ts';
import { mongooseCanShare } from '../wiring/connection.ts';
import { urlExpression } from '../wiring/url-expression.ts';
import { forFile, sessionSnippet } from './session-snippet.ts';

/** The lines to paste, made for this project. */
export function planSnippet(work: Work): string {
  const { facts, answers, storeMajor } = work;
  const [session] = facts.sessions;
  const file = session ? (session.options?.file ?? session.file) : (facts.site?.file ?? facts.app.file);
  return sessionSnippet({
    ...forFile(file),
    mongoose: answers.connection === 'mongoose' && mongooseCanShare(work, file),
    url: storeUrl(work, file),
    urlEnv: answers.urlEnv,
    secretEnv: answers.secretEnv,
    receiver: facts.site?.receiver ?? 'app',
    existing: facts.sessions.length > 0,
    storeMajor,
  });
}

/** What the store of today connects to, else what an edit would have connected the new one to. */
function storeUrl(work: Work, file: SourceFile): string {
  const { facts } = work;
  for (const { options } of facts.mongoStores.flatMap(({ constructions }) => constructions)) {
    if (!options) continue;
    const property = propertyOf(options.node, 'mongoUrl') ?? propertyOf(options.node, 'url');
    if (property?.type === 'ObjectProperty') return textOf(options.file, property.value);
    const db = propertyOf(options.node, 'db');
    const isName = db?.type === 'ObjectProperty' && stringValue(db.value) !== undefined;
    if (isName) return urlOfParts(options, db);
  }
  // Nothing is edited: what the edit would have put into the env file and its notes is of no use.
  const unedited: Work = { ...work, variables: new Map(), notes: [] };
  const [session] = facts.sessions;
  const at = session?.store?.node ?? session?.node ?? facts.site?.statement ?? file.program;
  const text = urlExpression(unedited, file, at);
  const fallback = unedited.variables.get(work.answers.urlEnv);
  const { quote } = file.style;
  // An env file that has a value leaves none to fall back on.
  const named = fallback !== undefined && facts.databases.some(({ url }) => literalText(url?.value)?.text === fallback);
  const read = `process.env.${work.answers.urlEnv}`;
  return named && text.replace(/ as string$/, '') === read ? `${read} || ${quote}${fallback}${quote}` : text;
}
