import { existsSync } from 'node:fs';
import path from 'node:path';
import type { PackageManager } from '../../questions/values.ts';

export const PACKAGE_MANAGERS: readonly PackageManager[] = ['npm', 'pnpm', 'yarn', 'bun'];

/** The package manager that started us, from its user agent: `pnpm/10.2.0 npm/? node/v20.20.2 linux x64`. */
export function packageManagerFromUserAgent(userAgent: string | undefined): PackageManager | undefined {
  const name = userAgent?.split(' ')[0]?.split('/')[0];
  return PACKAGE_MANAGERS.find((known) => known === name);
}

/**
 * The exact version of a package manager: of the one that started this process, else what `--version` prints in
 * `folder`, or in the nearest folder above it that exists. Undefined for npm, which comes with Node, and when it is not
 * installed.
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
