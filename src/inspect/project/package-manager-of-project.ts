import { existsSync } from 'node:fs';
import path from 'node:path';
import { detect } from 'package-manager-detector/detect';
import type { PackageManager } from '../../questions/values.ts';
import { PACKAGE_MANAGERS } from './package-manager.ts';

/** The package manager that an existing project uses: what it declares, else the nearest lock file upwards. */
export async function packageManagerOfProject(folder: string): Promise<PackageManager | undefined> {
  // A repository does not share its lock file with what lies above it.
  const found = await detect({ cwd: folder, stopDir: (dir) => existsSync(path.join(dir, '.git')) });
  return PACKAGE_MANAGERS.find((known) => known === found?.name);
}
