import path from 'node:path';
import { firstErrorLines } from './problems.ts';
import { copyModules, moduleFolders, moveModules } from './repository-copy.ts';
import type { Ran } from './run-command.ts';
import { type Command, cannotCheck, runIn, type Trial } from './trial.ts';
import type { Comparison } from './verdict.ts';

const LIMIT = 10 * 60_000;

/**
 * Gives the untouched copy the packages of the project: copies the installed ones, or installs them if there are none.
 * @throws RefusedError when they cannot be installed
 */
export async function installBefore(trial: Trial): Promise<void> {
  const { files, before, signal, progress } = trial;
  const folders = moduleFolders(files.root, files);
  if (folders.length > 0 && !isYarnBerry(trial)) {
    const report = progress.stepStarted('Copying the installed packages');
    await copyModules(files.root, before.root, folders, signal).finally(report.ended);
    return;
  }
  const install = installCommand(trial, false);
  const ran = await runIn(trial, before, install, LIMIT);
  if (ran.status !== 'passed') throw cannotInstall(install, ran);
}

/**
 * Moves the packages of the untouched copy, whose scripts have run, to the edited one, and installs what the plan changes.
 * @returns undefined when the plan changes no packages
 * @throws RefusedError when they cannot be installed without the plan either
 */
export async function installAfter(trial: Trial): Promise<Comparison | undefined> {
  const { before, after, files, plan, packageManager } = trial;
  const changesPackages = plan.steps.some((step) => step.kind === 'edit' && isManifest(step.path));
  // What pnpm and Yarn 2+ install depends on the folder.
  const isMovable = !(changesPackages && packageManager === 'pnpm') && !isYarnBerry(trial);
  const folders = isMovable ? moduleFolders(before.root, files) : [];
  moveModules(before, after, folders);
  if (isMovable && !changesPackages) return undefined;
  const install = installCommand(trial, isMovable);
  const ran = await runIn(trial, after, install, LIMIT);
  if (ran.status === 'passed') return { command: install, before: 'not needed', after: ran };
  const untouched = await runIn(trial, before, installCommand(trial, false), LIMIT);
  if (untouched.status !== 'passed') throw cannotInstall(install, untouched);
  return { command: install, before: untouched, after: ran };
}

const isManifest = (file: string): boolean => path.posix.basename(file) === 'package.json';

function isYarnBerry({ files, packageManager }: Trial): boolean {
  return packageManager === 'yarn' && files.committable.some((name) => path.posix.basename(name) === '.yarnrc.yml');
}

/**
 * @param isAddition whether only the packages of the plan are missing. They have no install scripts, and those of the
 * project need not run again.
 */
function installCommand({ plan, within, packageManager: command }: Trial, isAddition: boolean): Command {
  const manifest = plan.steps.find((step) => step.kind === 'edit' && isManifest(step.path));
  const folder = manifest?.kind === 'edit' ? path.posix.dirname(manifest.path) : '.';
  const args = [
    'install',
    ...(command === 'npm' ? ['--no-audit', '--no-fund'] : []),
    ...(isAddition ? ['--ignore-scripts'] : []),
  ];
  return { title: `${command} install`, command, args, cwd: path.join(within, folder) };
}

function cannotInstall({ title }: Command, { status, output }: Ran): Error {
  const reason = status === 'failed' ? 'fails' : 'does not end within 10 minutes';
  const clause = `${title} ${reason} in a copy of the project without the change`;
  return cannotCheck(clause, firstErrorLines(output, '', true));
}
