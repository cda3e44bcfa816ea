import path from 'node:path';
import { recover } from '../apply/journal.ts';
import { check, type Found } from '../doctor/check.ts';
import { planFixes } from '../doctor/fixes.ts';
import { UsageError } from '../errors.ts';
import type { ProjectFacts } from '../inspect/facts.ts';
import { inspectProject } from '../inspect/inspect-project.ts';
import { Disk } from '../inspect/project/disk.ts';
import type { Diagnosis, Examination, LiveCheck, Progress } from '../outcome.ts';
import { requireAppToCheck } from '../plan/add/preconditions.ts';
import type { Conversation, ProjectOptions } from '../questions/conversation.ts';
import type { Rule } from '../rules/rule.ts';
import { RULES } from '../rules/rules.ts';
import type { Plan } from '../types.ts';
import type { RunOptions } from './create.ts';
import { editProject } from './edit-project.ts';
import { proveLive } from './prove-live.ts';

export interface DoctorOptions extends ProjectOptions {
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
  const examine = (): { projects: ProjectFacts[]; found: Found[] } => {
    const projects = apps(folder, options);
    // A repair changes files, so each examination reads them anew.
    const files = new Disk(folder);
    const read = (file: string): string | undefined => files.read(files.absolute(file));
    return { projects, found: projects.flatMap((project) => check(project, rules, read)) };
  };
  let { projects, found } = examine();
  let plan: Plan | undefined;
  if (options.fix && projects[0]) {
    plan = planFixes(projects[0], found);
    if (plan.steps.length > 0) {
      const repaired = await editProject(disk, plan, { ...run, ...options }, conversation, progress);
      plan = repaired.plan;
      if (repaired.status === 'planned')
        return { root: folder, status: 'planned', diagnoses: diagnosesOf(found), plan };
      ({ projects, found } = examine());
    }
  }
  const diagnoses = diagnosesOf(found);
  const checks = options.live && projects[0] ? await proveLive(projects[0], options.scratchUrl, progress) : undefined;
  return {
    root: folder,
    status: hasErrors(diagnoses, checks) ? 'failed' : 'done',
    diagnoses,
    ...(checks && { checks }),
    ...(plan && { plan }),
  };
}

/** The facts about each app: of a repository with several packages, one for each. @throws RefusedError without an app */
function apps(folder: string, { entry, packageDir, fix, live }: DoctorOptions): ProjectFacts[] {
  const inspection = inspectProject(folder, { entry, packageDir });
  // One package at a time is repaired or started.
  if (!fix && !live && 'problem' in inspection && inspection.problem === 'several-packages')
    return inspection.packages.map(({ dir }) => requireAppToCheck(inspectProject(folder, { entry, packageDir: dir })));
  return [requireAppToCheck(inspection)];
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

function hasErrors(diagnoses: Diagnosis[], checks: LiveCheck[] = []): boolean {
  const isError = ({ severity, accepted }: Diagnosis): boolean => severity === 'error' && accepted === undefined;
  return diagnoses.some(isError) || checks.some(({ status }) => status === 'failed');
}

/** The problems without their nodes; packages can share a file. */
function diagnosesOf(found: Found[]): Diagnosis[] {
  const key = ({ rule, file, line, column }: Diagnosis): string => `${rule}:${file}:${line}:${column}`;
  return [...new Map(found.map(({ diagnosis }) => [key(diagnosis), diagnosis])).values()];
}
