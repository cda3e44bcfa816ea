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
  const files = [...new Set(shown.map(({ file }) => file))];
  const blocks = files.map((file) => {
    const found = shown.filter((one) => one.file === file);
    return [ink.bold(file), ...found.map((one) => findingText(one, ink, detail.columns))].join('\n');
  });
  if (checks) blocks.push(checksText(checks, ink, detail.columns));
  if (plan?.steps.length === 0) blocks.push('There is nothing that --fix repairs.');
  else if (plan) {
    const outcome = { status: status === 'planned' ? status : ('done' as const), plan };
    blocks.push(outcomeText(outcome, ink, detail).trimEnd());
  }
  const accepted = diagnoses.length - open.length;
  const where = `${shownFolder(root)}${accepted > 0 ? `, ${accepted} accepted by comments` : ''}`;
  blocks.push(countText(open, checks ?? [], ink, where));
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

/** A row for each check; neighbours with the same message share one, as when all are skipped for one reason. */
function checksText(checks: LiveCheck[], ink: Ink, width: number): string {
  const paint = { passed: ink.green, failed: ink.red, warning: ink.yellow, skipped: ink.dim };
  const groups: LiveCheck[][] = [];
  for (const check of checks) {
    const group = groups.at(-1);
    if (group?.[0] && check.status === 'skipped' && group[0].message === check.message) group.push(check);
    else groups.push([check]);
  }
  const title = ([first, ...more]: LiveCheck[]): string =>
    `${first?.title}${more.length > 0 ? `, and ${more.length} more` : ''}`;
  const titles = Math.max(...groups.map((group) => title(group).length));
  const rows = groups.flatMap((group) => {
    const [{ status, message, ms } = { status: 'skipped' as const, message: '', ms: 0 }] = group;
    const time = status === 'skipped' ? '' : ink.dim(`${(ms / 1000).toFixed(1)} s`);
    const head = `  ${paint[status](status.padEnd(7))}  ${title(group).padEnd(titles)}  ${time}`.trimEnd();
    return status === 'passed' ? [head] : [head, ...wrap(message, width - 11).map((line) => ' '.repeat(11) + line)];
  });
  return [ink.bold('Proof'), ...rows].join('\n');
}

function countText(open: Diagnosis[], checks: LiveCheck[], ink: Ink, where: string): string {
  const seen = (status: LiveCheck['status']): number => checks.filter((check) => check.status === status).length;
  const found = (severity: Diagnosis['severity']): number => open.filter((one) => one.severity === severity).length;
  const counts = [
    counted(found('error') + seen('failed'), 'error'),
    counted(found('warning') + seen('warning'), 'warning'),
    counted(found('info'), 'note'),
  ].filter((text) => text !== '');
  const skipped = seen('skipped') > 0 ? `, ${counted(seen('skipped'), 'check')} skipped` : '';
  return `${counts.length > 0 ? ink.bold(counts.join(', ')) : ink.green('No problems found')} in ${where}${skipped}`;
}

/** `2 errors`; empty for none. */
function counted(count: number, name: string): string {
  return count === 0 ? '' : `${count} ${name}${count === 1 ? '' : 's'}`;
}
