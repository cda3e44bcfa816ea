import type { PackageManager } from '../questions/values.ts';

const KNOWN: readonly PackageManager[] = ['npm', 'pnpm', 'yarn', 'bun'];

/** The package manager that started us, from its user agent: `pnpm/10.2.0 npm/? node/v20.20.2 linux x64`. */
export function packageManagerFromUserAgent(userAgent: string | undefined): PackageManager | undefined {
  const name = userAgent?.split(' ')[0]?.split('/')[0];
  return KNOWN.find((known) => known === name);
}
