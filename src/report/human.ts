import path from 'node:path';
import type { CliError } from '../errors.ts';
import { CancelledError, RefusedError } from '../errors.ts';
import type { Outcome } from '../outcome.ts';
import type { AddOptions, ResetAnswer } from '../questions/conversation.ts';
import type { AnswerValues } from '../questions/values.ts';
import { type Note, type Plan, SEVERITIES } from '../types.ts';
import type { Differ } from './json.ts';
import type { Ink } from './palette.ts';
import { repeatCommand } from './repeat.ts';
import { valueText } from './summary.ts';
import { hang } from './wrap.ts';

/** A sentence about an answer that was reset to its default, with the reason. */
export function resetText({ question, before, after, reason }: ResetAnswer): string {
  const { label } = question;
  const was = valueText(question, before);
  return after === undefined
    ? `The ${label} (${was}) no longer applies, because it ${reason}.`
    : `The ${label} is now ${valueText(question, after)} instead of ${was}, because ${reason}.`;
}

export interface Detail {
  /** Renders diffs, for a dry run. */
  differ: Differ | undefined;
  /** Whether to list every file. */
  verbose: boolean;
  /** The width to wrap at. */
  columns: number;
  /** The options of `add` that are not answers, for the command that repeats the run. */
  add?: AddOptions;
}

/** The report of a run: its changes, notes and next commands. */
export function outcomeText(outcome: Outcome, ink: Ink, { differ, verbose, columns, add }: Detail): string {
  const { plan, status, error } = outcome;
  if (status === 'unchanged') {
    const warnings = plan.notes
      .filter(({ severity }) => severity === 'warning')
      .map((note) => noteText(note, ink, columns));
    const sentence = `${ink.green('Nothing to do:')} the app in ${shownFolder(plan.root)} already stores sessions in MongoDB.`;
    return `${[hang(sentence, columns), ...warnings].join('\n')}\n`;
  }
  const blocks = [
    status === 'planned'
      ? [`${ink.bold('Plan')} for ${shownFolder(plan.root)} (nothing was written):`, ...stepRows(plan, ink)].join('\n')
      : written(outcome, ink, verbose, columns),
  ];
  if (differ) blocks.push(diffText(plan, differ, ink));
  // The table of `--check` has been shown.
  const unseen = plan.notes.filter(({ code }) => code !== 'check-passed');
  const notes = unseen.sort((one, other) => SEVERITIES.indexOf(one.severity) - SEVERITIES.indexOf(other.severity));
  if (notes.length > 0) blocks.push(notes.map((note) => noteText(note, ink, columns)).join('\n'));
  if (error) blocks.push(errorText(error, ink, columns));
  else if (status === 'done') blocks.push(nextText(plan, ink, columns, add));
  return `${blocks.filter((block) => block !== '').join('\n\n')}\n`;
}

function written({ plan, status }: Outcome, ink: Ink, verbose: boolean, columns: number): string {
  const files = plan.steps.filter((step) => step.kind !== 'run');
  const rows = files.flatMap((step) => {
    if (step.kind === 'edit') return [hang(`  ${step.path}: ${ink.dim(step.why)}`, columns, 4)];
    return verbose || plan.command !== 'create' ? [`  ${step.path}: ${ink.dim('new')}`] : [];
  });
  const result = status === 'failed' ? ink.yellow('Not finished:') : ink.green('Done:');
  const count = `${result} ${files.length} file${files.length === 1 ? '' : 's'} in ${shownFolder(plan.root)}`;
  return [count, ...rows].join('\n');
}

/** A folder as a path from the current one, if it is inside; `this folder` for the current one. */
export function shownFolder(root: string): string {
  const relative = path.relative(process.cwd(), root);
  return relative.startsWith('..') || path.isAbsolute(relative) ? root : relative || 'this folder';
}

/** The changes of a plan and their diff, to approve. */
export function proposalText(plan: Plan, ink: Ink, differ: Differ): string {
  const changes = [`${ink.bold('Changes')} to ${shownFolder(plan.root)}:`, ...stepRows(plan, ink)].join('\n');
  return `${changes}\n\n${diffText(plan, differ, ink)}\n\n`;
}

function stepRows(plan: Plan, ink: Ink): string[] {
  return plan.steps.map((step) =>
    step.kind === 'run'
      ? `  ${ink.cyan('run')}    ${[step.command, ...step.args].join(' ')}`
      : `  ${step.kind === 'create' ? ink.green('create') : ink.yellow('edit  ')} ${step.path}`,
  );
}

function diffText(plan: Plan, differ: Differ, ink: Ink): string {
  const colour = (line: string): string => {
    if (/^(\+\+\+|---)/.test(line)) return ink.bold(line);
    if (line.startsWith('+')) return ink.green(line);
    return line.startsWith('-') ? ink.red(line) : line;
  };
  const diffs = plan.steps.filter((step) => step.kind !== 'run').map((step) => differ(step).trimEnd());
  return diffs.join('\n').split('\n').map(colour).join('\n');
}

function nextText(plan: Plan, ink: Ink, columns: number, add: AddOptions | undefined): string {
  const steps = plan.next.map((command) => `  ${ink.cyan(command)}`);
  return [
    ...(steps.length > 0 ? ['Next:', ...steps, ''] : []),
    ...(plan.command === 'create' ? [hang(openingText(plan, ink), columns, 0), ''] : []),
    ...(plan.command === 'create' || plan.command === 'add'
      ? ['To repeat this without prompts:', `  ${ink.dim(repeatCommand(plan.command, plan.answers, add))}`]
      : []),
  ].join('\n');
}

/** The address of the new app, and what it shows. */
function openingText({ answers }: Plan, ink: Ink): string {
  const features = (answers['features']?.value ?? []) as AnswerValues['features'];
  const parts = [
    'a visit counter',
    ...(features.includes('auth') ? ['sign-up and sign-in'] : []),
    ...(features.includes('flash') ? ['flash messages'] : []),
    ...(features.includes('devices') ? ['your devices'] : []),
  ];
  return `Then open ${ink.cyan('http://localhost:3000')}: ${parts.join(', ')}. README.md describes the app.`;
}

function noteText(note: Note, ink: Ink, columns: number): string {
  const colour = { info: ink.blue, warning: ink.yellow, error: ink.red }[note.severity];
  const location = note.file === undefined ? '' : `${note.file}${note.line === undefined ? '' : `:${note.line}`}: `;
  const snippet = note.snippet === undefined ? '' : `\n\n${note.snippet.replace(/^/gm, '    ')}\n`;
  return `${hang(`${colour(note.severity)} ${location}${note.message}`, columns)}${snippet}`;
}

/** What is wrong, where, and what to do, without a stack trace. */
export function errorText(error: CliError, ink: Ink, columns: number): string {
  if (error instanceof CancelledError) return error.message;
  const lines = [hang(`${ink.red('error')} ${error.message}`, columns)];
  // Existing files are already listed in the message.
  const isInMessage = ({ code, file }: Note): boolean =>
    code === 'file-exists' || file === undefined || error.message.includes(file);
  const notes =
    error instanceof RefusedError
      ? error.notes.filter(
          (note) => note.message !== error.message && (note.snippet || note.line || !isInMessage(note)),
        )
      : [];
  // Say each sentence once.
  const { message, hint } = error;
  lines.push(
    ...notes.map((note) => noteText({ ...note, message: note.message.replace(`${message} `, '') }, ink, columns)),
  );
  if (hint && !notes.some((note) => note.message.includes(hint))) lines.push(hint);
  return lines.join('\n');
}
