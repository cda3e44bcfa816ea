import { connections, databases, languages, managers, modules, stores } from './choices.ts';
import { DAY, durationFlag, HOUR, MINUTE } from './durations.ts';
import { addedFeatureList, deploy, encrypt, featureList, keepSessions, secret } from './features.ts';
import { withoutDatabase, withoutMongo } from './needs.ts';
import { collectionName, directory, duration, oneOf, variableName, yesNo, yesNoText } from './parsers.ts';
import { type Command, type Question, question } from './values.ts';

// Chrome caps a cookie's age at 400 days (RFC 6265bis): a longer session would be a promise that no browser keeps.
const MAX_AGE_MIN = MINUTE;
const MAX_AGE_MAX = 400 * DAY;

/** The variable with the secret, unless somebody wants another. */
const SECRET = 'SESSION_SECRET';
/** The app appends these to that name for the variables with the path of the secret file and the ID of the AWS secret. */
const SUFFIXES = { env: '', file: '_FILE', aws: '_ID' };

const text = (value: string): string => value;

/** THE table: prompts, flags, --help, the summary and the line that repeats a run are all made from it, in this order. */
const questions: readonly Question[] = [
  question({
    id: 'directory',
    kind: 'text',
    commands: { create: 'ask', add: 'customise' },
    help: 'folder of the app',
    label: 'app folder',
    message: 'Where should the app go?',
    default: ({ command }) => (command === 'add' ? '.' : undefined),
    parse: directory,
    show: text,
  }),
  question({
    id: 'store',
    kind: 'choice',
    flag: '--store <kind>',
    commands: { create: 'ask', add: 'customise' },
    help: 'where sessions live: mongo, redis, memory (development only)',
    label: 'session store',
    message: 'Where should sessions live?',
    choices: stores,
    default: () => 'mongo',
    parse: oneOf(stores),
    // The other two are for new apps: this is a tool to move sessions to MongoDB.
    conflict: (value, { command }) => (command === 'add' && value !== 'mongo' ? 'add wires mongo' : undefined),
    show: text,
  }),
  question({
    id: 'maxAge',
    kind: 'duration',
    flag: '--max-age <duration>',
    commands: { create: 'ask', add: 'ask' },
    help: 'how long an unused session lives: 2w, 14d, 12h, "2 weeks"',
    label: 'max age',
    message: 'How long should an unused session live?',
    default: () => 14 * DAY,
    parse: duration(MAX_AGE_MIN, MAX_AGE_MAX),
    show: durationFlag,
  }),
  secret,
  featureList,
  addedFeatureList,
  question({
    id: 'connection',
    kind: 'choice',
    flag: '--connection <kind>',
    commands: { create: 'customise', add: 'customise' },
    help: 'who opens the connection: client, url, mongoose',
    label: 'MongoDB connection',
    message: 'Which connection should sessions use?',
    choices: connections,
    default: () => 'client',
    unless: withoutMongo,
    parse: oneOf(connections),
    show: text,
  }),
  question({
    id: 'urlEnv',
    kind: 'text',
    flag: '--url-env <name>',
    commands: { create: 'customise', add: 'customise' },
    help: 'variable with the connection string',
    label: 'connection string variable',
    message: 'Which variable holds the connection string?',
    default: ({ answers }) => (answers.store === 'redis' ? 'REDIS_URL' : 'DATABASE_URL'),
    unless: withoutDatabase,
    parse: (value) =>
      Object.values(SUFFIXES).some((suffix) => value.trim() === SECRET + suffix)
        ? { problem: `${value.trim()} holds the secret` }
        : variableName(value),
    show: text,
  }),
  question({
    id: 'secretEnv',
    kind: 'text',
    flag: '--secret-env <name>',
    commands: { create: 'customise', add: 'customise' },
    help: 'variable with the session secret',
    label: 'secret variable',
    message: 'Which variable holds the session secret?',
    default: () => SECRET,
    parse: variableName,
    conflict: (value, { answers: { secret = 'env', urlEnv } }) =>
      urlEnv === value || urlEnv === value + SUFFIXES[secret]
        ? `${urlEnv} holds the connection string, so the secret needs another variable`
        : undefined,
    show: text,
  }),
  question({
    id: 'collection',
    kind: 'text',
    flag: '--collection <name>',
    commands: { create: 'customise', add: 'customise' },
    help: 'collection of the sessions',
    label: 'session collection',
    message: 'Which collection should hold the sessions?',
    default: () => 'sessions',
    unless: withoutMongo,
    parse: collectionName,
    conflict: (value, { answers }) =>
      value === 'users' && answers.features?.includes('auth') ? 'users holds the accounts' : undefined,
    show: text,
  }),
  encrypt,
  keepSessions,
  question({
    id: 'rolling',
    kind: 'boolean',
    flag: '--rolling',
    commands: { create: 'customise', add: 'customise' },
    help: 'renew the cookie on activity',
    label: 'cookie renewal',
    message: 'Should activity renew the cookie?',
    default: () => true,
    parse: yesNo,
    show: yesNoText,
  }),
  question({
    id: 'touchAfter',
    kind: 'duration',
    flag: '--touch-after <duration>',
    commands: { create: 'customise', add: 'customise' },
    help: 'at most one expiry write per session in this time; 0s for every request',
    label: 'expiry write interval',
    message: 'How often may activity write a new expiry?',
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
    show: durationFlag,
  }),
  question({
    id: 'language',
    kind: 'choice',
    flag: '--language <language>',
    commands: { create: 'customise' },
    help: 'ts or js',
    label: 'language',
    message: 'Which language?',
    choices: languages,
    default: () => 'ts',
    parse: oneOf(languages),
    show: text,
  }),
  question({
    id: 'module',
    kind: 'choice',
    flag: '--module <system>',
    commands: { create: 'customise' },
    help: 'esm or cjs',
    label: 'module system',
    message: 'Which module system?',
    choices: modules,
    default: () => 'esm',
    parse: oneOf(modules),
    show: text,
  }),
  question({
    id: 'database',
    kind: 'choice',
    flag: '--database <kind>',
    commands: { create: 'customise' },
    help: 'MongoDB in development: embedded, compose, external',
    label: 'development database',
    message: 'Which database in development?',
    choices: databases,
    default: () => 'embedded',
    unless: withoutMongo,
    parse: oneOf(databases),
    show: text,
  }),
  deploy,
  question({
    id: 'pm',
    kind: 'choice',
    flag: '--pm <name>',
    commands: { create: 'customise', add: 'customise' },
    help: 'package manager: npm, pnpm, yarn, bun',
    label: 'package manager',
    message: 'Which package manager?',
    choices: managers,
    default: () => 'npm',
    parse: oneOf(managers),
    show: text,
  }),
  question({
    id: 'install',
    kind: 'boolean',
    flag: '--install',
    commands: { create: 'customise', add: 'customise' },
    help: 'install the dependencies',
    label: 'dependency installation',
    message: 'Install the dependencies?',
    default: () => true,
    parse: yesNo,
    show: yesNoText,
  }),
  question({
    id: 'git',
    kind: 'boolean',
    flag: '--git',
    commands: { create: 'customise' },
    help: 'start a git repository, without a commit',
    label: 'Git repository',
    message: 'Start a git repository?',
    default: () => true,
    parse: yesNo,
    show: yesNoText,
  }),
];

export function questionsFor(command: Command): readonly Question[] {
  return questions.filter(({ commands }) => commands[command] !== undefined);
}
