import { createTwoFilesPatch, FILE_HEADERS_ONLY } from 'diff';
import type { CreateStep, EditStep } from '../types.ts';
import { masked } from './masks.ts';

/** The diff that is shown: what it holds of old secrets is hidden. */
export const shownDiff = (step: CreateStep | EditStep): string => masked(unifiedDiff(step));

/** A unified diff of one step, as git writes it. Secrets are still tokens here, and an env file shows its new lines only. */
export function unifiedDiff(step: CreateStep | EditStep): string {
  const before = step.kind === 'edit' ? step.before : '';
  const after = step.kind === 'edit' ? step.after : step.content;
  const from = step.kind === 'edit' ? `a/${step.path}` : '/dev/null';
  if (step.kind === 'edit' && isEnvFile(step.path)) return addedLines(from, step);
  return createTwoFilesPatch(from, `b/${step.path}`, before, after, undefined, undefined, {
    context: 3,
    headerOptions: FILE_HEADERS_ONLY,
  });
}

/** `.env`, `.env.local`, `config/prod.env`, `.env.example`: what stands in them already is nobody's business. */
function isEnvFile(path: string): boolean {
  return /(^|[/.])env(\.[\w.-]+)?$/i.test(path);
}

/** Lines are only ever added at the end of an env file, or get a value that they waited for. */
function addedLines(from: string, { path, before, after }: EditStep): string {
  const old = before === '' ? [] : linesOf(before);
  const now = linesOf(after);
  const filled = old.flatMap((line, index) => {
    const value = now[index] ?? '';
    // The end of a file's last line may be new: that shows nothing of it.
    if (value.replace(/\r$/, '') === line.replace(/\r$/, '')) return [];
    return [`@@ -${index + 1},1 +${index + 1},1 @@`, `-${line}`, `+${value}`];
  });
  const added = now.slice(old.length);
  const head = `@@ -${old.length},0 +${old.length + 1},${added.length} @@`;
  const tail = added.length === 0 ? [] : [head, ...added.map((line) => `+${line}`)];
  return `${[`--- ${from}`, `+++ b/${path}`, ...filled, ...tail].join('\n')}\n`;
}

function linesOf(text: string): string[] {
  return text.replace(/\n$/, '').split('\n');
}
