import { createTwoFilesPatch, FILE_HEADERS_ONLY } from 'diff';
import type { CreateStep, EditStep } from '../types.ts';

/** A unified diff of one step, as git writes it. Secrets are still tokens here. */
export function unifiedDiff(step: CreateStep | EditStep): string {
  const before = step.kind === 'edit' ? step.before : '';
  const after = step.kind === 'edit' ? step.after : step.content;
  const from = step.kind === 'edit' ? `a/${step.path}` : '/dev/null';
  return createTwoFilesPatch(from, `b/${step.path}`, before, after, undefined, undefined, {
    context: 3,
    headerOptions: FILE_HEADERS_ONLY,
  });
}
