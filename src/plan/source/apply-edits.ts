import type { ObjectExpression } from '@babel/types';
import type { SourceFile } from '../../inspect/syntax/source-file.ts';
import type { EditStep } from '../../types.ts';
import type { SourceEdit } from '../change.ts';
import { fitLines } from './fit-lines.ts';
import { addProperties, removeProperty } from './object-literals.ts';
import { TextEdits } from './text-edits.ts';

/** The steps for all edited files. Text outside the edits is not changed. */
export function applyEdits(edits: SourceEdit[]): EditStep[] {
  return changedFiles(edits).map(({ file, own, text }): EditStep => {
    const fitted = fitLines(file, text);
    // The blank lines below a removed first statement.
    const after = /^\s*\n/.test(file.text) ? fitted : fitted.replace(/^(?:[ \t]*\r?\n)+/, '');
    const mark = file.bom ? '\uFEFF' : '';
    const why = [...new Set(own.map((edit) => edit.why))].join('; ');
    return { kind: 'edit', path: file.path, before: mark + file.text, after: mark + after, why };
  });
}

/** The files that edits change, with their edits and the text before long lines are broken. */
export function changedFiles(edits: SourceEdit[]): { file: SourceFile; own: SourceEdit[]; text: string }[] {
  return [...new Set(edits.map(({ file }) => file))]
    .map((file) => ({ file, own: edits.filter((edit) => edit.file === file) }))
    .map(({ file, own }) => ({ file, own, text: editedFile(file, own).toString() }))
    .filter(({ file, text }) => text !== file.text);
}

/** Applies edits to one file, in order. */
export function editedFile(file: SourceFile, edits: SourceEdit[]): TextEdits {
  const text = new TextEdits(file);
  const printed = new Set<ObjectExpression>();
  for (const edit of edits) {
    if (edit.kind === 'insert') text.insert(edit.at, braced(file, edit.text), edit.order);
    else if (edit.kind === 'replace') text.replace(edit.start, edit.end, braced(file, edit.text));
    else if (edit.kind === 'remove') text.remove(edit.start, edit.end);
    else if (edit.kind === 'remove-statement') text.removeStatement(edit.node);
    else if (edit.kind === 'remove-property') removeProperty(text, edit.node, edit.property);
    else if (!printed.has(edit.node)) {
      // Add all properties of a literal at once, to choose its layout.
      printed.add(edit.node);
      addProperties(
        text,
        edit.node,
        addedProperties(edit.node, edits).map((one) => braced(file, one)),
      );
    }
  }
  return text;
}

function addedProperties(literal: ObjectExpression, edits: SourceEdit[]): string[] {
  return edits.flatMap((edit) => (edit.kind === 'add-property' && edit.node === literal ? [edit.text] : []));
}

/** New code with the spaces inside braces that the style of the file has. */
function braced({ style }: SourceFile, code: string): string {
  return style.spacedBraces ? code : code.replace(/\{ (?=\S)/g, '{').replace(/(?<=\S) \}/g, '}');
}
