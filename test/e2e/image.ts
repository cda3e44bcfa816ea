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
 * Builds an app's Dockerfile without Docker: each stage is a plain folder, in which its commands run in order.
 * @param env of the commands; npm's global folder has to be another one than the machine's
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
      const whole = from ? `${stages.get(from)?.folder}/.` : '.';
      const names = from ? [whole] : sources === '.' ? context : sources.split(' ');
      if (!from && names.some((name) => !context.includes(name))) throw new Error(`.dockerignore hides ${sources}`);
      await execa('cp', ['-a', ...names, stage.folder], { cwd: app });
    } else if (instruction === 'ENV') {
      for (const [name = '', value = ''] of rest.split(' ').map((pair) => pair.split('='))) stage.env[name] = value;
    } else if (instruction === 'CMD') {
      stage.command = JSON.parse(rest);
    } else if (!['WORKDIR', 'USER', 'EXPOSE', 'HEALTHCHECK'].includes(instruction)) {
      throw new Error(`Not understood: ${instruction} ${rest}`);
    }
  }
  return stage;
}

/** What .dockerignore leaves of the app: it ignores everything and takes back single names. */
function contextOf(app: string): string[] {
  const lines = linesOf(readFileSync(path.join(app, '.dockerignore'), 'utf8'));
  if (lines[0] !== '*' || !lines.slice(1).every((line) => line.startsWith('!')))
    throw new Error('Another .dockerignore');
  return lines.slice(1).map((line) => line.slice(1));
}

function instructionsIn(dockerfile: string): [instruction: string, rest: string][] {
  const whole = dockerfile.replaceAll(/\\\n\s*/g, '');
  return linesOf(whole).map((line) => [line.split(' ', 1)[0] ?? '', line.slice(line.indexOf(' ') + 1)]);
}

const linesOf = (text: string): string[] => text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
