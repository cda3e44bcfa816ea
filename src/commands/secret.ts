import path from 'node:path';
import { checkFiles, editFiles } from '../apply/edits.ts';
import { RefusedError, UsageError } from '../errors.ts';
import { readSecretFile } from '../inspect/environment/secret-file.ts';
import { inspectProject } from '../inspect/inspect-project.ts';
import { Disk } from '../inspect/project/disk.ts';
import { longestMaxAge, secretVariable, splitsAtCommas } from '../inspect/sessions/session-secrets.ts';
import type { Outcome } from '../outcome.ts';
import { planSecret } from '../plan/secret/plan-secret.ts';
import { variableName } from '../questions/parsers.ts';
import { NO_PROGRESS } from '../report/progress.ts';
import { carryOut } from './carry-out.ts';

export interface SecretOptions {
  /** The env file or secret file to write to, instead of stdout. */
  write?: string;
  /** The variable of an env file. */
  secretEnv?: string;
  rotate: boolean;
  /** How many old secrets stay valid after a rotation, as typed. */
  keep?: string;
}

const DEFAULT_KEEP = 2;

/** Writes a new secret to a file: inspect, plan, apply. @throws CliError; nothing is written then */
export async function runSecret(
  options: SecretOptions & { write: string },
  { cwd, dryRun }: { cwd: string; dryRun: boolean },
): Promise<Outcome> {
  const keep = options.keep === undefined ? DEFAULT_KEEP : Number(options.keep);
  if (!Number.isInteger(keep) || keep < 1)
    throw new UsageError(`--keep ${options.keep} is not a number of old secrets to keep, such as 1.`);
  const named = options.secretEnv === undefined ? undefined : variableName(options.secretEnv);
  if (named && 'problem' in named)
    throw new UsageError(`--secret-env ${options.secretEnv} is not valid: ${named.problem}.`);
  const file = path.resolve(cwd, options.write);
  const folder = path.dirname(file);
  if (new Disk(folder).kind(folder) === undefined) throw new RefusedError(`The folder ${folder} does not exist.`);
  const facts = sessionFacts(folder);
  const variable = named?.value ?? facts.variable ?? 'SESSION_SECRET';
  const plan = planSecret(readSecretFile(folder, path.basename(file), variable), {
    variable,
    rotate: options.rotate,
    keep,
    maxAge: facts.maxAge,
    readsList: facts.readsList,
    now: Date.now(),
  });
  checkFiles(plan.root, plan.steps);
  return dryRun ? { status: 'planned', plan } : carryOut(plan, NO_PROGRESS, editFiles);
}

interface SessionSecretFacts {
  variable?: string | undefined;
  maxAge?: number | undefined;
  readsList?: boolean;
}

/** What the app beside the file says about its secret; nothing if there is no app. */
function sessionFacts(folder: string): SessionSecretFacts {
  const project = inspectProject(folder);
  if ('problem' in project) return {};
  return {
    variable: secretVariable(project),
    maxAge: longestMaxAge(project.sessions),
    readsList: splitsAtCommas(project),
  };
}
