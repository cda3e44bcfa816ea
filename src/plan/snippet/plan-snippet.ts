import type { ProjectFacts } from '../../inspect/facts.ts';
import { literalText } from '../../inspect/program/value.ts';
import { hasGetClient } from '../../inspect/project/dependencies.ts';
import { SAME_DOCUMENTS } from '../../inspect/sessions/live-sessions.ts';
import type { SessionFact } from '../../inspect/sessions/session.ts';
import { optionValue, propertyOf, stringValue } from '../../inspect/syntax/ast.ts';
import { type SourceFile, textOf } from '../../inspect/syntax/source-file.ts';
import type { Decisions } from '../decisions.ts';
import { Draft } from '../draft.ts';
import { mongooseCanShare } from '../wiring/app-database.ts';
import { urlExpression } from '../wiring/url-expression.ts';
import { urlOfParts } from '../wiring/url-from-parts.ts';
import { forFile, sessionSnippet } from './session-snippet.ts';

/** The lines to paste into this project. */
export function planSnippet(project: ProjectFacts, decisions: Decisions): string {
  const { answers, versions } = decisions;
  const { mongoose } = project.package.dependencies;
  const [session] = project.sessions;
  const replaced = session ? undefined : project.cookieSession;
  const file = session
    ? (session.options?.file ?? session.file)
    : (replaced?.file ?? project.insertionPoint?.file ?? project.app.file);
  return sessionSnippet({
    ...forFile(file),
    mongoose: answers.connection === 'mongoose' && mongooseCanShare(project, file) && hasGetClient(mongoose),
    url: storeUrl(project, decisions, file),
    urlEnv: answers.urlEnv,
    secretEnv: answers.secretEnv,
    receiver: project.insertionPoint?.receiver ?? 'app',
    existing: project.sessions.length > 0,
    storeOptions: session ? keptOptions(session) : [],
    replaced,
    storeMajor: versions.storeMajor,
  });
}

const KEPT = { collection: 'collectionName', collectionName: 'collectionName', stringify: 'stringify', ttl: 'ttl' };

/** The options of a store in MongoDB that its sessions are found by, for the new store. */
function keptOptions({ store }: SessionFact): string[] {
  if (!store?.options || !/^connect-mongo(db-session)?$/.test(store.package ?? '')) return [];
  const { file, node } = store.options;
  const kept = Object.entries(KEPT).flatMap(([name, current]) => {
    const value = optionValue(node, name);
    return value ? [`${current}: ${textOf(file, value)}`] : [];
  });
  return store.package === SAME_DOCUMENTS ? [...kept, 'stringify: false'] : kept;
}

/** The expression for the URL that the current store uses, else the one that an edit would have used. */
function storeUrl(project: ProjectFacts, decisions: Decisions, file: SourceFile): string {
  const { answers } = decisions;
  for (const { options } of project.mongoStores.flatMap(({ constructions }) => constructions)) {
    if (!options) continue;
    const url = optionValue(options.node, 'mongoUrl') ?? optionValue(options.node, 'url');
    if (url) return textOf(options.file, url);
    const db = propertyOf(options.node, 'db');
    const isName = db?.type === 'ObjectProperty' && stringValue(db.value) !== undefined;
    if (isName) return urlOfParts(options, db);
  }
  // Only the text is used; the draft is discarded.
  const draft = new Draft(project, decisions);
  const [session] = project.sessions;
  const at = session?.store?.node ?? session?.node ?? project.insertionPoint?.statement ?? file.program;
  const text = urlExpression(draft, file, at);
  const fallback = draft.change.variables.get(answers.urlEnv);
  const { quote } = file.style;
  // Without an env file to set the variable, add the literal of the app as a fallback.
  const isAppUrl =
    fallback !== undefined && project.databases.some(({ url }) => literalText(url?.value)?.text === fallback);
  const read = `process.env.${answers.urlEnv}`;
  return isAppUrl && text.replace(/ as string$/, '') === read ? `${read} || ${quote}${fallback}${quote}` : text;
}
