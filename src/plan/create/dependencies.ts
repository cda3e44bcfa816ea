import type { RenderContext } from './context.ts';

export interface Packages {
  dependencies: Record<string, string>;
  devDependencies: Record<string, string>;
}

/** The dependencies of a new app, in versions that the test suite runs together. */
export function dependencies(context: RenderContext): Packages {
  const { ts, mongo, redis, viaMongoose, auth, flash, secretAws } = context;
  return {
    dependencies: sorted({
      ejs: '^7.0.2',
      express: '^5.3.0',
      'express-session': '^1.19.0',
      helmet: '^8.3.0',
      'http-errors': '^2.0.1',
      pino: '^10.4.0',
      'pino-http': '^11.0.0',
      zod: '^4.6.7',
      // mongoose pins its driver: the same range here keeps one copy, and one MongoClient type.
      ...(mongo && { 'connect-mongo': '^6.0.0', mongodb: viaMongoose ? '~7.8.0' : '^7.9.0' }),
      ...(viaMongoose && { mongoose: '^9.12.1' }),
      ...(auth && { 'express-rate-limit': '^8.7.5', passport: '^0.7.0', 'passport-local': '^1.0.0' }),
      ...(flash && { 'connect-flash': '^0.1.1' }),
      // Later versions require Node 22.
      ...(secretAws && { '@aws-sdk/client-secrets-manager': '~3.1164.0' }),
      ...(redis && { 'connect-redis': '^9.0.0', redis: '^5.12.1' }),
    }),
    devDependencies: sorted({
      '@eslint/js': '^10.0.1',
      chokidar: '^4.0.3',
      eslint: '^10.15.0',
      // 13.1 and later depend on a package that requires Node 22.
      'pino-pretty': '~13.0.0',
      ...(!ts && { globals: '^17.0.0' }),
      ...(mongo && { 'mongodb-memory-server-core': '^11.3.0' }),
      ...(ts && {
        '@types/express': '^5.0.6',
        '@types/express-session': '^1.19.0',
        '@types/http-errors': '^2.0.5',
        '@types/node': '^20.19.43',
        tsx: '^4.23.15',
        typescript: '~5.9.3',
        'typescript-eslint': '^8.73.0',
        ...(auth && { '@types/passport': '^1.0.17', '@types/passport-local': '^1.0.38' }),
        ...(flash && { '@types/connect-flash': '^0.0.40' }),
      }),
    }),
  };
}

function sorted(packages: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(packages).sort(([one], [other]) => (one < other ? -1 : 1)));
}
