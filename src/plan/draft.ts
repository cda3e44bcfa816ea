import type { Node } from '@babel/types';
import type { ProjectFacts } from '../inspect/facts.ts';
import { endOf, startOf } from '../inspect/syntax/ast.ts';
import { type Place, placeOf, type SourceFile } from '../inspect/syntax/source-file.ts';
import type { Severity } from '../types.ts';
import {
  type Change,
  emptyChange,
  type ImportRequest,
  type ObjectPlace,
  type Property,
  type RemovedCode,
} from './change.ts';
import type { AddAnswers, Decisions, StoreMajor } from './decisions.ts';
import { type Refusal, RefusedEdit } from './refusal.ts';
import { isUntyped } from './untyped.ts';

/** Collects the change of one edit, independently of other edits. */
export class Draft {
  readonly project: ProjectFacts;
  readonly decisions: Decisions;
  readonly change: Change = emptyChange();

  constructor(project: ProjectFacts, decisions: Decisions) {
    this.project = project;
    this.decisions = decisions;
  }

  get answers(): AddAnswers {
    return this.decisions.answers;
  }

  get storeMajor(): StoreMajor {
    return this.decisions.versions.storeMajor;
  }

  /** Inserts text after earlier insertions at the same offset, or before or after all of them. */
  insert(file: SourceFile, at: number, text: string, why: string, order: 'first' | 'next' | 'last' = 'next'): void {
    this.change.edits.push({ file, why, kind: 'insert', at, text, order });
  }

  replace(file: SourceFile, start: number, end: number, text: string, why: string): void {
    this.change.edits.push({ file, why, kind: 'replace', start, end, text });
  }

  replaceNode(file: SourceFile, node: Node, text: string, why: string): void {
    const parent = file.index.parents.get(node);
    // The shorthand `{ store }` becomes `{ store: ... }`.
    const isShorthand = parent?.type === 'ObjectProperty' && parent.shorthand && parent.value === node;
    const key = isShorthand && node.type === 'Identifier' ? `${node.name}: ` : '';
    this.replace(file, startOf(node), endOf(node), key + text, why);
  }

  remove(file: SourceFile, start: number, end: number, why: string): void {
    this.change.edits.push({ file, why, kind: 'remove', start, end });
  }

  /** Removes a statement with its line and any comment at its end. */
  removeStatement(file: SourceFile, node: Node, why: string): void {
    this.change.edits.push({ file, why, kind: 'remove-statement', node });
  }

  /** Adds a property at the end of a literal. Further lines of `text` are indented with one tab a level. */
  addProperty({ file, node }: ObjectPlace, text: string, why: string): void {
    this.change.edits.push({ file, why, kind: 'add-property', node, text });
  }

  removeProperty({ file, node }: ObjectPlace, property: Property, why: string): void {
    this.change.edits.push({ file, why, kind: 'remove-property', node, property });
  }

  /** Records removed or replaced code: declarations that only it used are removed as well. */
  removesUseOf(removed: Omit<RemovedCode, 'reused'> & { reused?: Node[] }): void {
    this.change.removed.push({ reused: [], ...removed });
  }

  /** Records the use of an existing name, so that its declaration is not removed as unused. */
  reuse(file: SourceFile, name: string): void {
    this.change.reused.push({ file, name });
  }

  import(request: Omit<ImportRequest, 'untyped'>): void {
    const untyped = isUntyped(this.project, this.storeMajor, request.file, request.specifier);
    this.change.imports.push({ ...request, untyped });
  }

  warn(code: string, message: string, at?: NotePlace): void {
    this.note(code, message, at, 'warning');
  }

  note(code: string, message: string, at?: NotePlace, severity: Severity = 'info'): void {
    const location = at && 'node' in at ? placeOf(at) : at;
    this.change.notes.push({ code, severity, message, ...location });
  }
}

type NotePlace = Place | { file: string; line?: number };

/** A kind of edit: finds its targets and writes the change of each, as a pure function of the draft's facts. */
export interface Edit<Target> {
  /** Returns each target once, even if two sessions share a store. */
  targets(project: ProjectFacts, decisions: Decisions): Target[];
  /** @throws RefusedEdit where the edit would not be safe */
  write(draft: Draft, target: Target): void;
}

/** The change of an edit for each of its targets, or the refusal that `write` threw. */
export function planTargets<Target>(
  { targets, write }: Edit<Target>,
  project: ProjectFacts,
  decisions: Decisions,
): (Change | Refusal)[] {
  return targets(project, decisions).map((target) => {
    const draft = new Draft(project, decisions);
    try {
      write(draft, target);
    } catch (error) {
      if (error instanceof RefusedEdit) return error.refusal;
      throw error;
    }
    return draft.change;
  });
}
