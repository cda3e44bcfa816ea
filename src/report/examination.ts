import { homepage } from '../../package.json';
import type { Diagnosis, Examination, LiveCheck } from '../outcome.ts';
import { type Detail, outcomeText, shownFolder } from './human.ts';
import type { Ink } from './palette.ts';
import { wrap } from './wrap.ts';

/** The page that explains a rule. */
export function rulePage(rule: string): string {
  return `${homepage}/blob/main/docs/rules/${rule}.md`;
}

/** The report of `doctor`: findings by file, the proof of `--live`, the repairs, then a count. */
export function examinationText(
  { root, diagnoses, checks, plan, status }: Examination,
  ink: Ink,
  { quiet, ...detail }: Detail & { quiet: boolean },
): string {
  const open = diagnoses.filter(({ accepted }) => accepted === undefined);
  const shown = open.filter(({ severity }) => !quiet || severity === 'error');
  const width = detail.columns ?? Number.POSITIVE_INFINITY;
  const files = [...new Set(shown.map(({ file }) => file))];
  const blocks = files.map((file) => {
    const found = shown.filter((one) => one.file === file);
    return [ink.bold(file), ...found.map((one) => findingText(one, ink, width))].join('\n');
  });
  if (checks) blocks.push(checksText(checks, ink, width));
  if (plan) {
    const outcome = { status: status === 'planned' ? status : ('done' as const), plan };
    blocks.push(outcomeText(outcome, ink, detail).trimEnd());
  }
  const accepted = diagnoses.length - open.length;
  blocks.push(countText(open, ink, `${shownFolder(root)}${accepted > 0 ? `, ${accepted} accepted by comments` : ''}`));
  if (shown.length > 0) blocks.push(`About a rule: ${ink.dim(rulePage('RULE'))}`);
  return `${blocks.join('\n\n')}\n`;
}

const INDENT = ' '.repeat(9);

function findingText({ rule, severity, message, why, fix, line, column }: Diagnosis, ink: Ink, width: number): string {
  const place = `${line}:${column ?? 1}`.padStart(7);
  const colour = { info: ink.blue, warning: ink.yellow, error: ink.red }[severity];
  const head = wrap(`${severity} ${message} ${rule}`, width - INDENT.length);
  const more = [why, fix].flatMap((sentence) => (sentence === undefined ? [] : wrap(sentence, width - INDENT.length)));
  const text = head.join(`\n${INDENT}`);
  const painted = colour(severity) + text.slice(severity.length, -rule.length) + ink.dim(rule);
  return [`${ink.dim(place)}  ${painted}`, ...more.map((part) => INDENT + part)].join('\n');
}

/** A row for each check that was made. */
function checksText(checks: LiveCheck[], ink: Ink, width: number): string {
  const paint = { passed: ink.green, failed: ink.red, warning: ink.yellow, skipped: ink.dim };
  const titles = Math.max(...checks.map(({ title }) => title.length));
  const rows = checks.flatMap(({ title, status, message, ms }) => {
    const head = `  ${paint[status](status.padEnd(7))}  ${title.padEnd(titles)}  ${ink.dim(`${(ms / 1000).toFixed(1)} s`)}`;
    return status === 'passed' ? [head] : [head, ...wrap(message, width - 11).map((line) => ' '.repeat(11) + line)];
  });
  return [ink.bold('Proof'), ...rows].join('\n');
}

function countText(open: Diagnosis[], ink: Ink, where: string): string {
  if (open.length === 0) return `${ink.green('No problems found')} in ${where}`;
  const counts = (['error', 'warning', 'info'] as const).flatMap((severity) => {
    const count = open.filter((one) => one.severity === severity).length;
    const name = severity === 'info' ? 'note' : severity;
    return count === 0 ? [] : `${count} ${name}${count === 1 ? '' : 's'}`;
  });
  return `${ink.bold(counts.join(', '))} in ${where}`;
}
