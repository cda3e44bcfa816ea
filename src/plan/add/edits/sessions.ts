import type * as t from '@babel/types';
import { RefusedError } from '../../../errors.ts';
import { endOf, startOf } from '../../../inspect/ast.ts';
import type { SessionFact, StoreFact } from '../../../inspect/facts.ts';
import { rootPackage } from '../../../inspect/middleware.ts';
import { lineOfNode, type SourceFile } from '../../../inspect/source.ts';
import { indentAt } from '../edits.ts';
import { addProperty, propertyIndent } from '../objects.ts';
import { callText, cookieProperty, levels, secretExpression } from '../render.ts';
import { planSnippet } from '../snippet.ts';
import { note, type Work } from '../work.ts';
import { correctOptions } from './corrections.ts';
import { storeExpression } from './store.ts';

const WHY = 'sessions in MongoDB';

/** Stores that keep nothing: replacing them loses nothing. */
const MEMORY = new Set(['express-session', 'memorystore']);

/** Gives one existing `session(...)` a MongoDB store. A connect-mongo store is the migration's business. */
export function editSession(work: Work, session: SessionFact): void {
  const { store } = session;
  if (store?.package === 'connect-mongo') return;
  if (!store || MEMORY.has(store.package ?? '')) {
    if (store) replaceStore(work, store);
    else giveStore(work, session);
    correctOptions(work, session);
    return;
  }
  if (!work.answers.replaceStore) throw otherStore(work, store);
  replaceStore(work, store);
  note(
    work,
    'store-replaced',
    `Sessions move from ${store.package ?? 'a store of its own'} to MongoDB. Everybody signs in again, once.`,
    { file: store.file, node: store.node },
    'warning',
  );
}

function otherStore(work: Work, store: StoreFact): RefusedError {
  return new RefusedError(
    `Sessions are kept with ${store.package ?? 'a store of the project'} today.`,
    [
      {
        code: 'other-store',
        severity: 'error',
        message: 'Replacing a store logs everybody out, so it has to be asked for.',
        file: store.file.path,
        line: lineOfNode(store.file, store.node),
        snippet: planSnippet(work),
      },
    ],
    { hint: 'Say --store mongo to replace it.' },
  );
}

function giveStore(work: Work, session: SessionFact): void {
  const { options, file, node } = session;
  if (options) {
    const indent = propertyIndent(options) ?? indentAt(options.file.text, startOf(options.node));
    const text = storeExpression(work, { file: options.file, node: options.node }, '');
    void indent;
    addProperty(work.edits, options, `store: ${levels(options.file, text)}`, WHY);
    note(
      work,
      'store-added',
      'Sessions were kept in the memory of one process, and lost with it. They are now kept in MongoDB.',
      { file: options.file, node: options.node },
    );
    return;
  }
  if (session.shape === 'computed') {
    throw new RefusedError('The options of session() are put together at run time.', [
      {
        code: 'computed-options',
        severity: 'error',
        message: 'The options cannot be seen in the source. Add the store where they are made.',
        file: file.path,
        line: lineOfNode(file, node),
        snippet: planSnippet(work),
      },
    ]);
  }
  const properties = [
    `secret: ${secretExpression(work, file)}`,
    'resave: false',
    'saveUninitialized: false',
    cookieProperty(work, file),
    `store: ${levels(file, storeExpression(work, { file, node }, ''))}`,
  ];
  const callee = file.text.slice(startOf(node), endOf(node.callee));
  work.edits.replaceNode(file, node, callText(file, callee, properties, indentAt(file.text, startOf(node)), true), WHY);
}

/** Puts a connect-mongo store in the place of another one, whose name others may share. */
function replaceStore(work: Work, store: StoreFact): void {
  const { file, node } = store;
  if (store.package && store.package !== 'express-session') forget(work, file, store.package, node);
  work.edits.replaceNode(file, node, storeExpression(work, { file, node }), WHY);
}

/** Removes what only served the old store: its import, its factory, and its package when no other file loads it. */
function forget(work: Work, file: SourceFile, name: string, store: t.Node): void {
  const gone: t.Node[] = [store];
  const scope = file.index.scopeOf(file.program);
  const names = (work.facts.names.get(file) ?? []).filter(({ value }) => rootPackage(value)?.name === name);
  for (let progress = true; progress; ) {
    progress = false;
    for (const { name: local } of names) {
      const binding = scope.bindings.get(local);
      const holder = binding && statementOfBinding(file, binding.declaration);
      if (!binding || !holder || gone.includes(holder)) continue;
      const free = binding.references.every((reference) =>
        gone.some((node) => startOf(node) <= startOf(reference) && endOf(reference) <= endOf(node)),
      );
      if (!free) continue;
      gone.push(holder);
      work.edits.removeStatement(file, holder, `${name} is no longer used`);
      progress = true;
    }
  }
  const elsewhere = work.facts.files.some(
    (other) => other !== file && new RegExp(`['"\`]${name}['"\`]`).test(other.text),
  );
  if (
    !elsewhere &&
    names.every(({ name: local }) =>
      gone.includes(statementOfBinding(file, scope.bindings.get(local)?.declaration) ?? store),
    )
  ) {
    work.packages.remove.push(name);
  }
}

/** The statement that declares this one name and nothing else. */
function statementOfBinding(file: SourceFile, declaration: t.Node | undefined): t.Node | undefined {
  const parent = declaration && file.index.parents.get(declaration);
  if (parent?.type === 'ImportDeclaration') return parent.specifiers.length === 1 ? parent : undefined;
  return parent?.type === 'VariableDeclaration' && parent.declarations.length === 1 ? parent : undefined;
}
