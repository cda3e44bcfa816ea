import { createTwoFilesPatch, FILE_HEADERS_ONLY } from 'diff';
import type { CreateStep, EditStep } from '../types.ts';
import { masked } from './masks.ts';
import { fillSecrets } from './secrets.ts';

/** The diff of a step for display, with the secrets of existing code masked and new ones in words. */
export const shownDiff = (step: CreateStep | EditStep): string =>
  step.confidential
    ? `${step.path}: not shown, as it holds secrets\n`
    : fillSecrets(masked(unifiedDiff(step)), () => '(new random secret)');

/** The unified diff of a step. New secrets are still tokens; existing values of an env file are left out. */
export function unifiedDiff(step: CreateStep | EditStep): string {
  const before = step.kind === 'edit' ? step.before : '';
  const after = step.kind === 'edit' ? step.after : step.content;
  const from = step.kind === 'edit' ? `a/${step.path}` : '/dev/null';
  if (step.kind === 'edit' && isEnvFile(step.path)) return envFileDiff(from, step);
  return createTwoFilesPatch(from, `b/${step.path}`, before, after, undefined, undefined, {
    context: 3,
    headerOptions: FILE_HEADERS_ONLY,
  });
}

/**
 * Whether a path is an env file, such as `.env`, `.env.local`, `config/prod.env`, `.env.example`: its existing lines
 * may contain secrets.
 */
function isEnvFile(path: string): boolean {
  return /(^|[/.])env(\.[\w.-]+)?$/i.test(path);
}

/** The diff of an env file without its existing values; edits append lines or fill in missing values. */
function envFileDiff(from: string, { path, before, after }: EditStep): string {
  const old = before === '' ? [] : linesOf(before);
  const now = linesOf(after);
  const filled = old.flatMap((line, index) => {
    const value = now[index] ?? '';
    // Skip a change of the line ending alone.
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
