import type { RenderContext } from './context.ts';
import { dependencies } from './dependencies.ts';

/** The new app's package.json. */
export function packageJson(context: RenderContext): string {
  const manifest = {
    name: context.name,
    version: '0.1.0',
    private: true,
    license: 'CC0-1.0',
    type: context.esm ? 'module' : 'commonjs',
    engines: { node: '>=20.19.0' },
    ...(context.pmVersion && { packageManager: `${context.pm}@${context.pmVersion}` }),
    scripts: scripts(context),
    ...dependencies(context),
    // esbuild works without its install script, which npm would warn of.
    ...(context.ts && context.pm === 'npm' && { allowScripts: { esbuild: false } }),
  };
  return `${JSON.stringify(manifest, null, 2)}\n`;
}

function scripts({ ts, auth }: RenderContext): Record<string, string> {
  if (!ts) {
    return {
      dev: 'node scripts/dev.js',
      start: 'node src/server.js',
      test: 'node --test --test-concurrency=2 test/*.test.js',
      lint: 'eslint .',
      ...(auth && { 'sessions:revoke': 'node src/revoke-sessions.js' }),
    };
  }
  return {
    dev: 'tsx scripts/dev.ts',
    build: 'tsc -p tsconfig.build.json',
    start: 'node --enable-source-maps dist/server.js',
    test: 'tsx --test --test-concurrency=2 test/*.test.ts',
    typecheck: 'tsc',
    lint: 'eslint .',
    ...(auth && { 'sessions:revoke': 'node dist/revoke-sessions.js' }),
  };
}
