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

/** The package manager that an existing project uses: what it declares, else the nearest lock file upwards. */
export async function packageManagerOfProject(folder: string): Promise<PackageManager | undefined> {
  // A repository does not share its lock file with what lies above it.
  const found = await detect({ cwd: folder, stopDir: (dir) => existsSync(path.join(dir, '.git')) });
  return KNOWN.find((known) => known === found?.name);
}
