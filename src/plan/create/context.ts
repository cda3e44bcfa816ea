import { durationText, millisecondsSource, SECOND, secondsSource } from '../../questions/durations.ts';
import type { Answers, AnswerValues } from '../../questions/values.ts';
import { titleOf } from './naming.ts';
import { managerFields } from './package-manager.ts';

/** Everything a template may read. */
export type RenderContext = ReturnType<typeof renderContext>;

/**
 * The context of the templates, derived from the answers, so that templates contain no logic beyond conditions.
 * @param name npm package name
 * @param managerVersion version of the chosen package manager, if known
 */
export function renderContext(name: string, answers: Answers, managerVersion?: string) {
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
    /** The name as a title: `My app`. */
    title: titleOf(name),
    /** Cookie-safe form of the name. */
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
    /** Name of the variable with the connection string. */
    urlEnv: get('urlEnv', ''),
    secretEnv: get('secretEnv', 'SESSION_SECRET'),
    maxAgeMs,
    /** Source text, such as `14 * 24 * 60 * 60 * 1000`. */
    maxAge: millisecondsSource(maxAgeMs),
    /** For prose: `2 weeks`. */
    maxAgeText: durationText(maxAgeMs),
    rolling: get('rolling', true),
    /** Seconds; 0 means that every request moves the expiry. */
    touchAfterS: Math.ceil(touchAfterMs / SECOND),
    /** Source text, such as `60 * 60`. */
    touchAfter: secondsSource(touchAfterMs),
    /** For prose: `1 hour`. */
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
    /** Whether the store queries sessions itself instead of through connect-mongo; batching and encryption require it. */
    ownReads: batching || encrypt,
    /** Whether `add` writes the store into an existing app, which has neither the log nor the session file of a new one. */
    hardened: features.includes('hardened'),
    /** Source text of the database's name if the URL does not contain it; otherwise empty. */
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
