/** What templates may read. Every field is derived from the answers, so a template holds no logic beyond a condition. */
export interface RenderContext {
  /** npm package name. */
  name: string;
  /** The name as a person reads it. */
  title: string;
  /** Cookie-safe form of the name. */
  slug: string;
  language: 'ts' | 'js';
  ts: boolean;
  js: boolean;
  ext: 'ts' | 'js';
  module: 'esm' | 'cjs';
  esm: boolean;
  cjs: boolean;
  store: 'mongo' | 'redis' | 'memory';
  mongo: boolean;
  redis: boolean;
  memory: boolean;
  connection: 'client' | 'url' | 'mongoose';
  viaClient: boolean;
  viaUrl: boolean;
  viaMongoose: boolean;
  /** Name of the variable with the connection string. */
  urlEnv: string;
  secretEnv: string;
  maxAgeMs: number;
  /** Source text, such as `14 * 24 * 60 * 60 * 1000`. */
  maxAge: string;
  /** As a person says it: `2 weeks`. */
  maxAgeText: string;
  rolling: boolean;
  /** Seconds; 0 means that every request moves the expiry. */
  touchAfterS: number;
  /** Source text, such as `60 * 60`. */
  touchAfter: string;
  /** As a person says it: `1 hour`. */
  touchAfterText: string;
  collection: string;
  secret: 'env' | 'file' | 'aws';
  secretEnvSource: boolean;
  secretFile: boolean;
  secretAws: boolean;
  encrypt: boolean;
  auth: boolean;
  flash: boolean;
  devices: boolean;
  batching: boolean;
  database: 'embedded' | 'compose' | 'external';
  embedded: boolean;
  compose: boolean;
  external: boolean;
  docker: boolean;
  kubernetes: boolean;
  pm: 'npm' | 'pnpm' | 'yarn' | 'bun';
  /** How a script is run: `npm run`, `pnpm`, `yarn` or `bun run`. */
  run: string;
}
