import type { Node, ObjectExpression, ObjectMember, SpreadElement } from '@babel/types';
import type { ProjectFacts } from '../inspect/facts.ts';
import type { SourceFile } from '../inspect/syntax/source-file.ts';
import type { CreateStep, DependencyChanges, EditStep, Note } from '../types.ts';
import type { Decisions } from './decisions.ts';
import type { Refusal } from './refusal.ts';

export interface ObjectPlace {
  file: SourceFile;
  node: ObjectExpression;
}

export type Property = ObjectMember | SpreadElement;

/** One edit of a source text, by offsets into the file as it was read. Edits are applied in order. */
export type SourceEdit = { file: SourceFile; why: string } & (
  | { kind: 'insert'; at: number; text: string; order: 'first' | 'next' | 'last' }
  | { kind: 'replace'; start: number; end: number; text: string }
  | { kind: 'remove'; start: number; end: number }
  | { kind: 'remove-statement'; node: Node }
  | { kind: 'add-property'; node: ObjectExpression; text: string }
  | { kind: 'remove-property'; node: ObjectExpression; property: Property }
);

/** An import that the edited code needs. All are placed in one pass, see source/place-imports.ts. */
export interface ImportRequest {
  file: SourceFile;
  /** A package, or a relative path with the extension that the file writes. */
  specifier: string;
  /** The name of the export; `default` for the module itself. */
  name: string;
  local: string;
  why: string;
}

/** Code that an edit removes. What only this code used is removed with it, see source/unused.ts. */
export interface RemovedCode {
  file: SourceFile;
  nodes: Node[];
  /** Expressions inside `nodes` that the new code goes on to use. */
  kept: Node[];
  /** The package that made way: its imports, and what was made from them. */
  package?: string;
  /** `nodes` are stores of this kind: the clients and options that they alone used are removed as well. */
  store?: Node;
}

/** What one edit wants to change. Plain data: changes can be merged, shown, tested and reused one by one. */
export interface Change {
  edits: SourceEdit[];
  imports: ImportRequest[];
  removed: RemovedCode[];
  /** Names of existing imports and variables that the new code reads, by file. */
  reused: { file: SourceFile; name: string }[];
  /** Offset inside the braces of an import that the edit rewrites: later names of the package are added there. */
  openBraces: { file: SourceFile; specifier: string; at: number }[];
  /** What a rewritten import calls the class of connect-mongo in its file. */
  storeNames: { file: SourceFile; local: string }[];
  /** Environment variables that the code will read, with the value for the env file. `secret` gets a token. */
  variables: Map<string, 'secret' | string>;
  packages: DependencyChanges;
  /** Scripts of package.json, by name. */
  scripts: Map<string, string>;
  /** New files, and edits of files that hold no source code. */
  files: (CreateStep | EditStep)[];
  notes: Note[];
}

export function emptyChange(): Change {
  return {
    edits: [],
    imports: [],
    removed: [],
    reused: [],
    openBraces: [],
    storeNames: [],
    variables: new Map(),
    packages: { add: {}, dev: {}, remove: [] },
    scripts: new Map(),
    files: [],
    notes: [],
  };
}

/** A kind of edit: where it applies, and what it changes there. Both are pure. */
export interface Edit<Target> {
  id: string;
  /** Each place once, even if two sessions share a store. */
  targets(project: ProjectFacts, decisions: Decisions): Target[];
  plan(project: ProjectFacts, decisions: Decisions, target: Target): Change | Refusal;
}
