import { readFileSync } from 'node:fs';
import path from 'node:path';
import { execa } from 'execa';
import { scratchFolder } from '../real/packed.ts';

export interface Image {
  /** The files of the last stage's work folder. */
  folder: string;
  env: Record<string, string>;
  command: string[];
}

/**
 * Builds an app's Dockerfile without Docker: each stage is a plain folder in which its commands run in order.
 * @param env environment of the commands; it must set npm's global prefix, so that they install nothing on this machine
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
      const excluded = from ? undefined : names.find((name) => !context.includes(name));
      if (excluded) throw new Error(`.dockerignore excludes ${excluded}`);
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

/** The files of the build context: .dockerignore excludes everything but a list of names. */
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
