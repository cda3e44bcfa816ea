import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { PackageManager } from '../questions/values.ts';

const KNOWN: readonly PackageManager[] = ['npm', 'pnpm', 'yarn', 'bun'];

/** The package manager that started us, from its user agent: `pnpm/10.2.0 npm/? node/v20.20.2 linux x64`. */
export function packageManagerFromUserAgent(userAgent: string | undefined): PackageManager | undefined {
  const name = userAgent?.split(' ')[0]?.split('/')[0];
  return KNOWN.find((known) => known === name);
}

/**
 * The exact version of a package manager: of the one that started us, else what `--version` prints in `folder`, or in
 * the nearest folder above it that exists. Undefined for npm, which comes with Node, and when it is not installed.
 */
export function packageManagerVersion(
  manager: PackageManager,
  userAgent: string | undefined,
  folder: string,
): string | undefined {
  if (manager === 'npm') return undefined;
  const [name, version] = userAgent?.split(' ')[0]?.split('/') ?? [];
  if (name === manager && version) return version;
  let cwd = folder;
  while (!existsSync(cwd)) cwd = path.dirname(cwd);
  // Through a shell: on Windows these are batch files. stdin is closed, so Corepack cannot ask whether to download.
  const { stdout } = process
    .getBuiltinModule('node:child_process')
    .spawnSync(`${manager} --version`, { cwd, shell: true, stdio: ['ignore', 'pipe', 'ignore'], timeout: 10_000 });
  return /^\d+\.\d+\.\d+\S*$/m.exec(String(stdout))?.[0];
}

const LOCKFILES: readonly [string, PackageManager][] = [
  ['pnpm-lock.yaml', 'pnpm'],
  ['yarn.lock', 'yarn'],
  ['bun.lock', 'bun'],
  ['bun.lockb', 'bun'],
  ['package-lock.json', 'npm'],
  ['npm-shrinkwrap.json', 'npm'],
];

/** The package manager that an existing project uses: what it declares, else the nearest lock file upwards. */
export function packageManagerOfProject(folder: string): PackageManager | undefined {
  for (let at = folder; ; at = path.dirname(at)) {
    const declared = declaredManager(path.join(at, 'package.json'));
    const locked = LOCKFILES.find(([file]) => existsSync(path.join(at, file)))?.[1];
    if (declared ?? locked) return declared ?? locked;
    // A repository does not share its lock file with what lies above it.
    if (existsSync(path.join(at, '.git')) || at === path.dirname(at)) return undefined;
  }
}

function declaredManager(manifest: string): PackageManager | undefined {
  if (!existsSync(manifest)) return undefined;
  const name = /"packageManager"\s*:\s*"(\w+)@/.exec(readFileSync(manifest, 'utf8'))?.[1];
  return KNOWN.find((known) => known === name);
}
