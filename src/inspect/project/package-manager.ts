import { existsSync } from 'node:fs';
import path from 'node:path';
import { detect } from 'package-manager-detector/detect';
import type { PackageManager } from '../../questions/values.ts';

const KNOWN: readonly PackageManager[] = ['npm', 'pnpm', 'yarn', 'bun'];

/** The package manager that started us, from its user agent: `pnpm/10.2.0 npm/? node/v20.20.2 linux x64`. */
export function packageManagerFromUserAgent(userAgent: string | undefined): PackageManager | undefined {
  const name = userAgent?.split(' ')[0]?.split('/')[0];
  return KNOWN.find((known) => known === name);
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

/** The package manager that an existing project uses: what it declares, else the nearest lock file upwards. */
export async function packageManagerOfProject(folder: string): Promise<PackageManager | undefined> {
  // A repository does not share its lock file with what lies above it.
  const found = await detect({ cwd: folder, stopDir: (dir) => existsSync(path.join(dir, '.git')) });
  return KNOWN.find((known) => known === found?.name);
}
