import { durationText, millisecondsSource, SECOND, secondsSource } from '../../questions/durations.ts';
import type { Answers, AnswerValues } from '../../questions/values.ts';
import { titleOf } from './naming.ts';
import { type ManagerFields, managerFields } from './package-manager.ts';

/** Everything a template may read, derived from the answers, so that templates contain no logic beyond conditions. */
export interface RenderContext extends ManagerFields {
  /** npm package name. */
  name: string;
  /** The name as a title: `My app`. */
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
  /** For prose: `2 weeks`. */
  maxAgeText: string;
  rolling: boolean;
  /** Seconds; 0 means that every request moves the expiry. */
  touchAfterS: number;
  /** Source text, such as `60 * 60`. */
  touchAfter: string;
  /** For prose: `1 hour`. */
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
  /** Whether the store queries sessions itself instead of through connect-mongo; batching and encryption require it. */
  ownReads: boolean;
  /** Whether `add` writes the store into an existing app, which has neither the log nor the session file of a new one. */
  hardened: boolean;
  /** Source text of the database's name if the URL does not contain it; otherwise empty. */
  dbName: string;
  database: 'embedded' | 'compose' | 'external';
  embedded: boolean;
  compose: boolean;
  external: boolean;
  docker: boolean;
  kubernetes: boolean;
}

/**
 * @param name npm package name
 * @param managerVersion version of the chosen package manager, if known
 */
export function renderContext(name: string, answers: Answers, managerVersion?: string): RenderContext {
  const get = <K extends keyof AnswerValues>(id: K, otherwise: AnswerValues[K]): AnswerValues[K] =>
    (answers[id]?.value as AnswerValues[K] | undefined) ?? otherwise;
  const store = get('store', 'mongo');
  const connection = get('connection', 'client');
  const language = get('language', 'ts');
  const module = get('module', 'esm');
  const database = get('database', 'external');
  const maxAgeMs = get('maxAge', 0);
  const touchAfterMs = get('touchAfter', 0);
  const secret = get('secret', 'env');
  const features = get('features', []);
  const encrypt = get('encrypt', false);
  const batching = features.includes('batching');
  const deploy = get('deploy', []);
  const mongo = store === 'mongo';
  return {
    name,
    title: titleOf(name),
    slug: name,
    language,
    ts: language === 'ts',
    js: language === 'js',
    ext: language,
    module,
    esm: module === 'esm',
    cjs: module === 'cjs',
    store,
    mongo,
    redis: store === 'redis',
    memory: store === 'memory',
    connection,
    viaClient: mongo && connection === 'client',
    viaUrl: mongo && connection === 'url',
    viaMongoose: mongo && connection === 'mongoose',
    urlEnv: get('urlEnv', ''),
    secretEnv: get('secretEnv', 'SESSION_SECRET'),
    maxAgeMs,
    maxAge: millisecondsSource(maxAgeMs),
    maxAgeText: durationText(maxAgeMs),
    rolling: get('rolling', true),
    touchAfterS: Math.ceil(touchAfterMs / SECOND),
    touchAfter: secondsSource(touchAfterMs),
    touchAfterText: durationText(touchAfterMs),
    collection: get('collection', 'sessions'),
    secret,
    secretEnvSource: secret === 'env',
    secretFile: secret === 'file',
    secretAws: secret === 'aws',
    encrypt,
    auth: features.includes('auth'),
    flash: features.includes('flash'),
    devices: features.includes('devices'),
    batching,
    ownReads: batching || encrypt,
    hardened: features.includes('hardened'),
    dbName: '',
    database,
    embedded: mongo && database === 'embedded',
    compose: mongo && database === 'compose',
    external: !mongo || database === 'external',
    docker: deploy.includes('docker'),
    kubernetes: deploy.includes('kubernetes'),
    ...managerFields(get('pm', 'npm'), managerVersion),
  };
}
