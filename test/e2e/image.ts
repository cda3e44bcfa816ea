import { readFileSync } from 'node:fs';
import path from 'node:path';
import { execa } from 'execa';
import { scratchFolder } from '../real/packed.ts';

export interface Image {
  /** A copy of the working directory of the last stage. */
  folder: string;
  env: Record<string, string>;
  command: string[];
}

/**
 * Builds an app's Dockerfile without Docker: each stage is a folder in which its commands run in order.
 * @param env the environment of the commands; its global npm prefix must not be that of the machine
 */
export async function buildImage(app: string, env: Record<string, string | undefined>): Promise<Image> {
  const context = contextOf(app);
  const stages = new Map<string, Image>();
  let stage: Image = { folder: '', env: {}, command: [] };
  for (const [instruction, rest] of instructionsIn(readFileSync(path.join(app, 'Dockerfile'), 'utf8'))) {
    const copy = /^(?:--from=(\S+) )?(.+) \.\/?$/.exec(rest);
    if (instruction === 'FROM') {
      stage = { folder: scratchFolder(), env: {}, command: [] };
      stages.set(/ AS (\S+)$/.exec(rest)?.[1] ?? '', stage);
    } else if (instruction === 'RUN') {
      await execa('sh', ['-c', rest], { cwd: stage.folder, env, timeout: 120_000 });
    } else if (instruction === 'COPY' && copy) {
      const [, from, sources = ''] = copy;
      const names = from ? [`${stages.get(from)?.folder}/.`] : sources === '.' ? context : sources.split(' ');
      if (!from && names.some((name) => !context.includes(name))) throw new Error(`.dockerignore excludes ${sources}`);
      await execa('cp', ['-a', ...names, stage.folder], { cwd: app });
    } else if (instruction === 'ENV') {
      for (const [name = '', value = ''] of rest.split(' ').map((pair) => pair.split('='))) stage.env[name] = value;
    } else if (instruction === 'CMD') {
      stage.command = JSON.parse(rest);
    } else if (!['WORKDIR', 'USER', 'EXPOSE', 'HEALTHCHECK'].includes(instruction)) {
      throw new Error(`Unsupported instruction: ${instruction} ${rest}`);
    }
  }
  return stage;
}

/** The names in the build context. .dockerignore must exclude everything and then include single names. */
function contextOf(app: string): string[] {
  const lines = linesOf(readFileSync(path.join(app, '.dockerignore'), 'utf8'));
  if (lines[0] !== '*' || !lines.slice(1).every((line) => line.startsWith('!')))
    throw new Error('Unsupported .dockerignore');
  return lines.slice(1).map((line) => line.slice(1));
}

function instructionsIn(dockerfile: string): [instruction: string, rest: string][] {
  const joined = dockerfile.replaceAll(/\\\n\s*/g, '');
  return linesOf(joined).map((line) => [line.split(' ', 1)[0] ?? '', line.slice(line.indexOf(' ') + 1)]);
}

const linesOf = (text: string): string[] => text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
