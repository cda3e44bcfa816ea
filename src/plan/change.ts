import type { Node, ObjectExpression, ObjectMember, SpreadElement } from '@babel/types';
import type { ObjectPlace, SourceFile } from '../inspect/syntax/source-file.ts';
import type { CreateStep, DependencyChanges, EditStep, Note } from '../types.ts';

export type { ObjectPlace };

export type Property = ObjectMember | SpreadElement;

/** One edit of a source file, by offsets into the original text. Edits are applied in order. */
export type SourceEdit = { file: SourceFile; why: string } & (
  | { kind: 'insert'; at: number; text: string; order: 'first' | 'next' | 'last' }
  | { kind: 'replace'; start: number; end: number; text: string }
  | { kind: 'remove'; start: number; end: number }
  | { kind: 'remove-statement'; node: Node }
  | { kind: 'add-property'; node: ObjectExpression; text: string }
  | { kind: 'remove-property'; node: ObjectExpression; property: Property }
);

/** An import that the edited code needs. source/place-imports.ts places all of them in one pass. */
export interface ImportRequest {
  file: SourceFile;
  /** The module specifier: a package, or a relative path with or without extension, as in the file's other imports. */
  specifier: string;
  /** The exported name; `default` for the module itself. */
  name: string;
  local: string;
  why: string;
  /** TypeScript cannot read its types. */
  untyped: boolean;
}

/** Code that an edit removes; source/unused.ts then removes what only this code used. */
export interface RemovedCode {
  file: SourceFile;
  nodes: Node[];
  /** Expressions inside `nodes` that the new code still contains. */
  reused: Node[];
  /** A replaced package: its imports, and variables created from them, are removed as well. */
  package?: string;
  /** The replaced store, when `nodes` contain one: clients and options that only it used are removed as well. */
  store?: Node;
}

/** The changes of one edit, as plain data that can be merged, shown and tested. */
export interface Change {
  edits: SourceEdit[];
  imports: ImportRequest[];
  removed: RemovedCode[];
  /** Existing imports and variables that the new code uses. */
  reused: { file: SourceFile; name: string }[];
  /** Offsets inside the braces of rewritten imports, where further names of the package are added. */
  openBraces: { file: SourceFile; specifier: string; at: number }[];
  /** Local names of the class of connect-mongo in rewritten imports. */
  storeNames: { file: SourceFile; local: string }[];
  /**
   * Environment variables that the new code reads, with the value for the env file; `secret` for a generated secret.
   */
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
