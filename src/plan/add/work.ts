import type { Node, Statement } from '@babel/types';
import type { ProjectFacts } from '../../inspect/facts.ts';
import { lineOfNode, type SourceFile } from '../../inspect/syntax/source-file.ts';
import type { CreateStep, DependencyChanges, Note, Severity } from '../../types.ts';
import type { AddAnswers } from '../decisions.ts';
import { Edits } from '../source/text-edits.ts';
import type { StoreMajor } from '../versions/versions.ts';

/** One plan in the making: what is known, and what has been decided so far. */
export interface Work {
  facts: ProjectFacts;
  answers: AddAnswers;
  /** Major of connect-mongo that fits the project: 4 and 5 have other import forms than 6. */
  storeMajor: StoreMajor;
  edits: Edits;
  notes: Note[];
  packages: DependencyChanges;
  /** Variables that the code will read, with the value for the env file. `secret` gets a token. */
  variables: Map<string, 'secret' | string>;
  /** New source files. */
  files: CreateStep[];
  /** Scripts of package.json that change. */
  scripts: Map<string, string>;
  /** New imports, placed once it is known which ones go: `textFor` gives one for `const`, `let` or `var`. */
  loads: { file: SourceFile; textFor: (keyword: string) => string; why: string }[];
  /** Import statements that lose their purpose: the first new import of their file takes the place. */
  vacant: Map<SourceFile, Node>;
  /** Those that have been given a new import; further ones follow it. */
  filled: Map<SourceFile, Statement>;
  /** Stores that have their successor: two sessions may share one. */
  replaced: Set<Node>;
  /** Where the braces end that the import of connect-mongo's class got: further names of the package go before. */
  classImports: Map<SourceFile, number>;
  /** Options that are carried over: two stores may share them. */
  translated: Set<Node>;
  /** What the edits take out, by file: an import that only served it goes at the end, unless an edit reads it. */
  gone: Map<SourceFile, Node[]>;
  /** Names of the file that the edits read. */
  reused: Map<SourceFile, Set<string>>;
  /** Names of imports that are already planned, by file and `package#export`. */
  imports: Map<SourceFile, Map<string, string>>;
}

export function startWork(facts: ProjectFacts, answers: AddAnswers, storeMajor: StoreMajor): Work {
  return {
    facts,
    answers,
    storeMajor,
    edits: new Edits(),
    notes: [],
    packages: { add: {}, dev: {}, remove: [] },
    variables: new Map(),
    files: [],
    scripts: new Map(),
    loads: [],
    vacant: new Map(),
    filled: new Map(),
    replaced: new Set(),
    classImports: new Map(),
    translated: new Set(),
    gone: new Map(),
    reused: new Map(),
    imports: new Map(),
  };
}

export function takeOut(work: Work, file: SourceFile, nodes: Node[]): void {
  work.gone.set(file, [...(work.gone.get(file) ?? []), ...nodes]);
}

export function note(
  work: Work,
  code: string,
  message: string,
  at?: { file: SourceFile; node: Node },
  severity: Severity = 'info',
  snippet?: string,
): void {
  const place = at && { file: at.file.path, line: lineOfNode(at.file, at.node) };
  // Two stores of one app are explained once.
  if (work.notes.some((other) => other.message === message && other.file === place?.file && other.line === place?.line))
    return;
  work.notes.push({ code, severity, message, ...place, ...(snippet === undefined ? {} : { snippet }) });
}

/** Whether loading `from` also loads `to`. */
export function loads({ links }: ProjectFacts, from: SourceFile, to: SourceFile): boolean {
  const seen = new Set<SourceFile>();
  const visit = (file: SourceFile): boolean => {
    if (seen.has(file)) return false;
    seen.add(file);
    return links.some((link) => link.from === file && (link.to === to || visit(link.to)));
  };
  return visit(from);
}
