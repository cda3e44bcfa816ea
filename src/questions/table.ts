import { connections, databases, languages, managers, modules, stores } from './choices.ts';
import { DAY, durationFlag, HOUR, MINUTE } from './durations.ts';
import { addedFeatureList, deploy, encrypt, featureList, keepSessions, secret } from './features.ts';
import { withoutDatabase, withoutMongo } from './needs.ts';
import { collectionName, directory, duration, question, variableName } from './parsers.ts';
import type { Command, Question } from './values.ts';

// Browsers limit the lifetime of a cookie to 400 days (RFC 6265bis).
const MAX_AGE_MIN = MINUTE;
const MAX_AGE_MAX = 400 * DAY;

/** The default variable for the secret. */
const SECRET = 'SESSION_SECRET';
/** Suffixes of that variable for the path of the secret file and the ID of the AWS secret. */
const SUFFIXES = { env: '', file: '_FILE', aws: '_ID' };

/** All questions, in order. Prompts, flags, --help, the summary and the command that repeats a run are derived from it. */
const questions: readonly Question[] = [
  question({
    id: 'directory',
    kind: 'text',
    commands: { create: 'ask', add: 'customise' },
    help: 'app folder',
    label: 'app folder',
    message: 'Where should the app go?',
    default: ({ command }) => (command === 'add' ? '.' : undefined),
    parse: directory,
  }),
  question({
    id: 'language',
    kind: 'choice',
    flag: '--language <language>',
    group: 'app',
    commands: { create: 'ask' },
    help: 'ts or js',
    label: 'language',
    message: 'TypeScript or JavaScript?',
    choices: languages,
    default: () => 'ts',
  }),
  question({
    id: 'store',
    kind: 'choice',
    flag: '--store <kind>',
    group: 'sessions',
    commands: { create: 'ask', add: 'customise' },
    help: { create: 'mongo, redis or memory', add: 'mongo: replace another store' },
    label: 'session store',
    message: 'Where should sessions be stored?',
    choices: stores,
    default: () => 'mongo',
    conflict: (value, { command }) => (command === 'add' && value !== 'mongo' ? 'add supports only mongo' : undefined),
  }),
  question({
    id: 'maxAge',
    kind: 'duration',
    flag: '--max-age <duration>',
    group: 'sessions',
    commands: { create: 'ask', add: 'ask' },
    help: 'lifetime when inactive: 14d, 12h',
    label: 'max age',
    message: 'How long should an inactive session last?',
    default: () => 14 * DAY,
    parse: duration(MAX_AGE_MIN, MAX_AGE_MAX),
  }),
  secret,
  featureList,
  addedFeatureList,
  question({
    id: 'connection',
    kind: 'choice',
    flag: '--connection <kind>',
    group: 'sessions',
    commands: { create: 'customise', add: 'customise' },
    help: 'client, url or mongoose',
    label: 'MongoDB connection',
    message: 'Which MongoDB connection should the session store use?',
    choices: connections,
    default: () => 'client',
    unless: withoutMongo,
  }),
  question({
    id: 'urlEnv',
    kind: 'text',
    flag: '--url-env <name>',
    group: 'sessions',
    commands: { create: 'customise', add: 'customise' },
    help: 'connection string variable',
    label: 'connection string variable',
    message: 'Which environment variable holds the connection string?',
    default: ({ answers }) => (answers.store === 'redis' ? 'REDIS_URL' : 'DATABASE_URL'),
    unless: withoutDatabase,
    parse: (value) =>
      Object.values(SUFFIXES).some((suffix) => value.trim() === SECRET + suffix)
        ? { problem: `${value.trim()} holds the secret` }
        : variableName(value),
  }),
  question({
    id: 'secretEnv',
    kind: 'text',
    flag: '--secret-env <name>',
    group: 'secret',
    commands: { create: 'customise', add: 'customise' },
    help: 'secret variable',
    label: 'secret variable',
    message: 'Which environment variable holds the session secret?',
    default: () => SECRET,
    parse: variableName,
    conflict: (value, { answers: { secret = 'env', urlEnv } }) =>
      urlEnv === value || urlEnv === value + SUFFIXES[secret]
        ? `${urlEnv} holds the connection string, so the secret needs another variable`
        : undefined,
  }),
  question({
    id: 'collection',
    kind: 'text',
    flag: '--collection <name>',
    group: 'sessions',
    commands: { create: 'customise', add: 'customise' },
    help: 'collection for sessions',
    label: 'session collection',
    message: 'Which collection should store the sessions?',
    default: () => 'sessions',
    unless: withoutMongo,
    parse: collectionName,
    conflict: (value, { answers }) =>
      value === 'users' && answers.features?.includes('auth')
        ? 'the app stores its accounts in users; choose another name'
        : undefined,
  }),
  encrypt,
  keepSessions,
  question({
    id: 'rolling',
    kind: 'boolean',
    flag: '--rolling',
    group: 'sessions',
    commands: { create: 'customise', add: 'customise' },
    help: 'renew the cookie on activity',
    label: 'cookie renewal',
    message: 'Renew the cookie on activity?',
    default: () => true,
  }),
  question({
    id: 'touchAfter',
    kind: 'duration',
    flag: '--touch-after <duration>',
    group: 'sessions',
    commands: { create: 'customise', add: 'customise' },
    help: 'minimum time between expiry writes',
    label: 'expiry write interval',
    message: 'Update the expiry in MongoDB at most once every:',
    // `add` keeps the default of connect-mongo, a write on every request, except in the hardened store.
    // Otherwise at most a tenth of the max age, so that no active user is signed out.
    default: ({ command, answers: { features, maxAge = DAY } }) =>
      command === 'add' && !features?.includes('hardened') ? 0 : Math.min(HOUR, Math.floor(maxAge / 10 / 1000) * 1000),
    unless: withoutMongo,
    parse: duration(0, MAX_AGE_MAX),
    conflict: (value, { answers: { maxAge } }) =>
      maxAge !== undefined && value > maxAge / 2
        ? `more than half of the max age (${durationFlag(maxAge)}) would sign out active users`
        : undefined,
  }),
  question({
    id: 'module',
    kind: 'choice',
    flag: '--module <system>',
    group: 'app',
    commands: { create: 'customise' },
    help: 'esm or cjs',
    label: 'module system',
    message: 'ES modules or CommonJS?',
    choices: modules,
    default: () => 'esm',
  }),
  question({
    id: 'database',
    kind: 'choice',
    flag: '--database <kind>',
    group: 'app',
    commands: { create: 'customise' },
    help: 'in development: embedded, compose or external',
    label: 'development database',
    message: 'Which MongoDB should be used in development?',
    choices: databases,
    default: () => 'embedded',
    unless: withoutMongo,
  }),
  deploy,
  question({
    id: 'pm',
    kind: 'choice',
    flag: '--pm <name>',
    group: 'run',
    commands: { create: 'customise', add: 'customise' },
    help: 'npm, pnpm, yarn or bun',
    defaultHelp: 'as run',
    label: 'package manager',
    message: 'Which package manager do you use?',
    choices: managers,
    default: () => 'npm',
  }),
  question({
    id: 'install',
    kind: 'boolean',
    flag: '--install',
    group: 'run',
    commands: { create: 'customise', add: 'customise' },
    help: 'install the dependencies',
    label: 'dependency installation',
    message: 'Install the dependencies?',
    default: () => true,
  }),
  question({
    id: 'git',
    kind: 'boolean',
    flag: '--git',
    group: 'run',
    commands: { create: 'customise' },
    help: 'create a Git repository',
    label: 'Git repository',
    message: 'Create a Git repository?',
    default: () => true,
  }),
];

export function questionsFor(command: Command): readonly Question[] {
  return questions.filter(({ commands }) => commands[command] !== undefined);
}
