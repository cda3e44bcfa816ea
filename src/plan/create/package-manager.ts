import type { PackageManager } from '../../questions/values.ts';

/** The package manager as the app's files describe it. */
export interface ManagerFields {
  pm: PackageManager;
  /** The exact version that the app declares; empty for npm, which comes with Node. */
  pmVersion: string;
  /** Yarn 2 or later. */
  modernYarn: boolean;
  /** How a script is run: `npm run`, `pnpm`, `yarn` or `bun run`. */
  run: string;
  /** Runs the tests: `npm test`, or `bun run test`, because `bun test` runs another test runner. */
  test: string;
  /** The files that an install reads besides package.json; the first is the lockfile. */
  installFiles: string[];
  /** Installs exactly what the lockfile says. */
  cleanInstall: string;
  /** The same without devDependencies. */
  productionInstall: string;
  /** Removes devDependencies from node_modules. */
  prune: string;
}

type Commands = Omit<ManagerFields, 'pm' | 'pmVersion' | 'modernYarn'>;

/** The versions that the test suite runs. An app declares them if its package manager is not installed. */
export const TESTED_VERSIONS = { npm: '', pnpm: '12.21.0', yarn: '4.18.1', bun: '1.4.5' } as const;

/** @param installed the version on this machine, if known */
export function managerFields(pm: PackageManager, installed: string | undefined): ManagerFields {
  const pmVersion = pm === 'npm' ? '' : (installed ?? TESTED_VERSIONS[pm]);
  const modernYarn = pm === 'yarn' && !/^[01]\./.test(pmVersion);
  return { pm, pmVersion, modernYarn, ...COMMANDS[modernYarn ? 'modernYarn' : pm] };
}

const COMMANDS: Record<PackageManager | 'modernYarn', Commands> = {
  npm: {
    run: 'npm run',
    test: 'npm test',
    installFiles: ['package-lock.json'],
    cleanInstall: 'npm ci',
    productionInstall: 'npm ci --omit=dev',
    prune: 'npm prune --omit=dev',
  },
  pnpm: {
    run: 'pnpm',
    test: 'pnpm test',
    installFiles: ['pnpm-lock.yaml', 'pnpm-workspace.yaml'],
    cleanInstall: 'pnpm install --frozen-lockfile',
    productionInstall: 'pnpm install --frozen-lockfile --prod',
    prune: 'CI=true pnpm prune --prod',
  },
  yarn: {
    run: 'yarn',
    test: 'yarn test',
    installFiles: ['yarn.lock'],
    cleanInstall: 'yarn install --frozen-lockfile',
    productionInstall: 'yarn install --frozen-lockfile --production',
    prune: 'yarn install --frozen-lockfile --production',
  },
  modernYarn: {
    run: 'yarn',
    test: 'yarn test',
    installFiles: ['yarn.lock', '.yarnrc.yml'],
    cleanInstall: 'yarn install --immutable',
    productionInstall: 'yarn install --immutable && yarn workspaces focus --production',
    prune: 'yarn workspaces focus --production',
  },
  bun: {
    run: 'bun run',
    test: 'bun run test',
    installFiles: ['bun.lock'],
    cleanInstall: 'bun install --frozen-lockfile',
    productionInstall: 'bun install --frozen-lockfile --production',
    prune: 'rm -r node_modules && bun install --frozen-lockfile --production',
  },
};
