import type { TargetFacts } from '../../inspect/project/target-folder.ts';
import type { Answers } from '../../questions/values.ts';
import type { CreateStep, Note, Plan, RunStep } from '../../types.ts';
import { secretToken } from '../secrets.ts';
import { shellWord } from '../shell.ts';
import { type RenderContext, renderContext } from './context.ts';
import { dependencies } from './dependencies.ts';
import { layers } from './layers.ts';
import { packageJson } from './manifest.ts';
import { packageName } from './naming.ts';
import { renderLayers, type Templates } from './render.ts';

/**
 * The whole new app as data: every file, then the commands to run. Pure.
 * @param managerVersion version of the chosen package manager, if known
 */
export function planCreate(
  target: TargetFacts,
  answers: Answers,
  templates: Templates,
  managerVersion?: string | undefined,
): Plan {
  const context = renderContext(packageName(target.root), answers, managerVersion);
  const { dependencies: add, devDependencies: dev } = dependencies(context);
  const files: CreateStep[] = [
    { kind: 'create', path: 'package.json', content: packageJson(context) },
    { kind: 'create', path: '.env', content: environmentFile(context), mode: 0o600 },
    ...secretFile(context),
    ...renderLayers(templates, layers(context), context).map(
      ({ path, content }): CreateStep => ({ kind: 'create', path, content }),
    ),
  ];
  files.sort((one, other) => (one.path < other.path ? -1 : 1));
  return {
    version: 1,
    command: 'create',
    root: target.root,
    steps: [...files, ...commands(target, answers)],
    dependencies: { add, dev, remove: [] },
    answers: { ...answers },
    notes: notes(context),
    next: next(target, answers, context),
  };
}

function commands(target: TargetFacts, answers: Answers): RunStep[] {
  const steps: RunStep[] = [];
  if (answers.git?.value && !target.insideGit) {
    steps.push({ kind: 'run', id: 'git-init', command: 'git', args: ['init', '--quiet'], cwd: '.' });
  }
  if (answers.install?.value) {
    steps.push({ kind: 'run', id: 'install', command: answers.pm?.value ?? 'npm', args: ['install'], cwd: '.' });
  }
  return steps;
}

function next(target: TargetFacts, answers: Answers, context: RenderContext): string[] {
  const commands = target.relative === '' ? [] : [`cd ${shellWord(target.relative)}`];
  if (!answers.install?.value) commands.push(`${context.pm} install`);
  if (context.compose) commands.push('docker compose up -d');
  return [...commands, `${context.run} dev`];
}

function notes(context: RenderContext): Note[] {
  if (context.mongo && context.external) {
    const message = `Set ${context.urlEnv} in .env to the connection string of your MongoDB before you start the app.`;
    return [{ code: 'set-connection', severity: 'info', message, file: '.env' }];
  }
  if (!context.memory) return [];
  const message =
    'The memory store is for development only: it loses all sessions on restart, works in a single process and leaks memory. With NODE_ENV=production, the app refuses to start.';
  return [{ code: 'memory-store', severity: 'warning', message }];
}

function environmentFile(context: RenderContext): string {
  const lines = [
    '# Settings for development, ignored by git. .env.example explains each of them.',
    secretLine(context),
    ...(context.redis ? [`${context.urlEnv}=redis://localhost:6379`] : []),
    ...(context.compose ? [`${context.urlEnv}=mongodb://localhost:27017/${context.slug}`] : []),
  ];
  return `${lines.join('\n')}\n`;
}

const SECRET_FILE = '.secrets/session';

/** In development, a file takes the place of a Docker or Kubernetes secret. */
function secretFile({ secretFile, secretEnv }: RenderContext): CreateStep[] {
  if (!secretFile) return [];
  return [{ kind: 'create', path: SECRET_FILE, content: `${secretToken(secretEnv)}\n`, mode: 0o600 }];
}

function secretLine({ secretFile, secretEnv }: RenderContext): string {
  return secretFile ? `${secretEnv}_FILE=${SECRET_FILE}` : `${secretEnv}=${secretToken(secretEnv)}`;
}
