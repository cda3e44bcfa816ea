import type { PackageManager } from '../../questions/values.ts';
import type { RenderContext } from './context.ts';

type Commands = Pick<RenderContext, 'run' | 'installFiles' | 'cleanInstall' | 'productionInstall' | 'prune'>;
type ManagerFields = Commands & Pick<RenderContext, 'pm' | 'pmVersion' | 'modernYarn'>;

/** The versions that our tests run: an app declares them when its package manager is not installed yet. */
export const TESTED_VERSIONS = { npm: '', pnpm: '12.21.0', yarn: '4.18.1', bun: '1.4.5' } as const;

/**
 * What an app's files say about its package manager.
 * @param installed the version on this machine; undefined when it is not known
 */
export function managerFields(pm: PackageManager, installed: string | undefined): ManagerFields {
  const pmVersion = pm === 'npm' ? '' : (installed ?? TESTED_VERSIONS[pm]);
  const modernYarn = pm === 'yarn' && !/^[01]\./.test(pmVersion);
  return { pm, pmVersion, modernYarn, ...COMMANDS[modernYarn ? 'modernYarn' : pm] };
}

const COMMANDS: Record<PackageManager | 'modernYarn', Commands> = {
  npm: {
    run: 'npm run',
    installFiles: ['package-lock.json'],
    cleanInstall: 'npm ci',
    productionInstall: 'npm ci --omit=dev',
    prune: 'npm prune --omit=dev',
  },
  pnpm: {
    run: 'pnpm',
    installFiles: ['pnpm-lock.yaml', 'pnpm-workspace.yaml'],
    cleanInstall: 'pnpm install --frozen-lockfile',
    productionInstall: 'pnpm install --frozen-lockfile --prod',
    prune: 'CI=true pnpm prune --prod',
  },
  yarn: {
    run: 'yarn',
    installFiles: ['yarn.lock'],
    cleanInstall: 'yarn install --frozen-lockfile',
    productionInstall: 'yarn install --frozen-lockfile --production',
    prune: 'yarn install --frozen-lockfile --production',
  },
  modernYarn: {
    run: 'yarn',
    installFiles: ['yarn.lock', '.yarnrc.yml'],
    cleanInstall: 'yarn install --immutable',
    productionInstall: 'yarn install --immutable && yarn workspaces focus --production',
    prune: 'yarn workspaces focus --production',
  },
  bun: {
    run: 'bun run',
    installFiles: ['bun.lock'],
    cleanInstall: 'bun install --frozen-lockfile',
    productionInstall: 'bun install --frozen-lockfile --production',
    prune: 'rm -r node_modules && bun install --frozen-lockfile --production',
  },
};
