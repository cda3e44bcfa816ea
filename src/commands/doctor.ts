import path from 'node:path';
import { recover } from '../apply/journal.ts';
import { check, type Found } from '../doctor/check.ts';
import { planFixes } from '../doctor/fixes.ts';
import { UsageError } from '../errors.ts';
import type { ProjectFacts } from '../inspect/facts.ts';
import { inspectProject } from '../inspect/inspect-project.ts';
import { Disk } from '../inspect/project/disk.ts';
import type { Diagnosis, Examination, Progress } from '../outcome.ts';
import { requireApp } from '../plan/add/preconditions.ts';
import type { AddOptions, Conversation } from '../questions/conversation.ts';
import type { Rule } from '../rules/rule.ts';
import { RULES } from '../rules/rules.ts';
import type { RunOptions } from './create.ts';
import { editProject } from './edit-project.ts';

export interface DoctorOptions extends AddOptions {
  directory?: string;
  /** `json` and `sarif` print one document. */
  format?: 'text' | 'json' | 'sarif';
  /** The rules to check, separated by commas; all by default. */
  rule?: string;
  /** Show errors only. */
  quiet: boolean;
  fix: boolean;
  live: boolean;
  /** The MongoDB server for `--live`. */
  scratchUrl?: string;
}

/**
 * Checks the sessions of every app of a project, repairs what is safe to repair with `fix`, and proves with `live` that
 * they work. @throws CliError
 */
export async function runDoctor(
  options: DoctorOptions,
  run: RunOptions,
  conversation: Conversation | undefined,
  progress: Progress,
): Promise<Examination> {
  const rules = chosenRules(options.rule);
  const folder = path.resolve(run.cwd, options.directory ?? '.');
  const disk = new Disk(folder);
  if (disk.isFile(folder)) throw new UsageError(`${folder} is a file, but doctor expects the folder of a project.`);
  if (options.fix) recover(folder);
  const projects = apps(folder, options);
  const examine = (project: ProjectFacts): Found[] => check(project, rules, (file) => disk.read(disk.absolute(file)));
  const found = projects.map(examine);
  const result = { root: folder, diagnoses: unique(found.flat().map(({ diagnosis }) => diagnosis)) };
  const [project, second] = projects;
  if (options.fix && project && !second) {
    const planned = planFixes(project, found[0] ?? []);
    if (planned.steps.length > 0) {
      const { status, plan } = await editProject(disk, planned, { ...run, ...options }, conversation, progress);
      if (status === 'planned') return { ...result, status, plan };
      const left = apps(folder, options)
        .flatMap(examine)
        .map(({ diagnosis }) => diagnosis);
      return { root: folder, diagnoses: left, status: statusOf(left), plan };
    }
  }
  return { ...result, status: statusOf(result.diagnoses) };
}

/** The facts about each app: of a repository with several packages, one for each. @throws RefusedError without an app */
function apps(folder: string, { entry, packageDir, fix }: DoctorOptions): ProjectFacts[] {
  const given = { ...(entry === undefined ? {} : { entry }), ...(packageDir === undefined ? {} : { packageDir }) };
  const inspection = inspectProject(folder, given);
  // Repairs are made in one package at a time.
  if (!fix && 'problem' in inspection && inspection.problem === 'several-packages')
    return inspection.packages.map(({ dir }) => requireApp(inspectProject(folder, { ...given, packageDir: dir })));
  return [requireApp(inspection)];
}

/** @throws UsageError for an unknown rule */
function chosenRules(names: string | undefined): readonly Rule[] {
  if (names === undefined) return RULES;
  return names.split(',').map((name) => {
    const rule = RULES.find(({ id }) => id === name.trim());
    if (!rule)
      throw new UsageError(`There is no rule ${name.trim()}.`, {
        hint: `Rules: ${RULES.map(({ id }) => id).join(', ')}`,
      });
    return rule;
  });
}

function statusOf(diagnoses: Diagnosis[]): 'done' | 'failed' {
  return diagnoses.some(({ severity, accepted }) => severity === 'error' && accepted === undefined) ? 'failed' : 'done';
}

/** Packages can share a file. */
function unique(diagnoses: Diagnosis[]): Diagnosis[] {
  return [...new Map(diagnoses.map((one) => [`${one.rule}:${one.file}:${one.line}:${one.column}`, one])).values()];
}
