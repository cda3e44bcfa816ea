import { connections, databases, languages, managers, modules, stores } from './choices.ts';
import { DAY, durationFlag, HOUR, MINUTE } from './durations.ts';
import { addedFeatureList, deploy, encrypt, featureList, secret } from './features.ts';
import { collectionName, directory, duration, oneOf, variableName, yesNo } from './parsers.ts';
import { type Command, type Question, type QuestionContext, question } from './values.ts';

// Chrome caps a cookie's age at 400 days (RFC 6265bis): a longer session would be a promise that no browser keeps.
const MAX_AGE_MIN = MINUTE;
const MAX_AGE_MAX = 400 * DAY;

const withoutMongo = ({ answers }: QuestionContext): string | undefined =>
  answers.store === 'mongo' ? undefined : `needs --store mongo, not ${answers.store}`;
const withoutDatabase = ({ answers }: QuestionContext): string | undefined =>
  answers.store === 'memory' ? 'needs a database, and --store memory has none' : undefined;

/** The variable with the secret, unless somebody wants another. */
const SECRET = 'SESSION_SECRET';

const text = (value: string): string => value;
const yesOrNo = (value: boolean): string => (value ? 'yes' : 'no');

/** THE table: prompts, flags, --help, the summary and the line that repeats a run are all made from it, in this order. */
const questions: readonly Question[] = [
  question({
    id: 'directory',
    kind: 'text',
    commands: { create: 'ask', add: 'customise' },
    help: 'folder of the app',
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
    message: 'Where should sessions live?',
    choices: stores,
    default: () => 'mongo',
    parse: (value, { command }) => {
      const parsed = oneOf(stores)(value);
      // The other two are for new apps: this is a tool to move sessions to MongoDB.
      return command === 'add' && 'value' in parsed && parsed.value !== 'mongo'
        ? { problem: 'add wires mongo' }
        : parsed;
    },
    show: text,
  }),
  question({
    id: 'maxAge',
    kind: 'duration',
    flag: '--max-age <duration>',
    commands: { create: 'ask', add: 'ask' },
    help: 'how long an unused session lives: 2w, 14d, 12h, "2 weeks"',
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
    message: 'Which variable holds the connection string?',
    default: ({ answers }) => (answers.store === 'redis' ? 'REDIS_URL' : 'DATABASE_URL'),
    unless: withoutDatabase,
    parse: (value) => (value.trim() === SECRET ? { problem: `${SECRET} holds the secret` } : variableName(value)),
    show: text,
  }),
  question({
    id: 'secretEnv',
    kind: 'text',
    flag: '--secret-env <name>',
    commands: { create: 'customise', add: 'customise' },
    help: 'variable with the session secret',
    message: 'Which variable holds the session secret?',
    default: () => SECRET,
    parse: (value, context) => {
      const parsed = variableName(value);
      return 'value' in parsed && parsed.value === context.answers.urlEnv
        ? { problem: 'the secret and the connection string need two variables' }
        : parsed;
    },
    show: text,
  }),
  question({
    id: 'collection',
    kind: 'text',
    flag: '--collection <name>',
    commands: { create: 'customise', add: 'customise' },
    help: 'collection of the sessions',
    message: 'Which collection should hold the sessions?',
    default: () => 'sessions',
    unless: withoutMongo,
    parse: (value, { answers }) =>
      value.trim() === 'users' && answers.features?.includes('auth')
        ? { problem: 'users holds the accounts' }
        : collectionName(value),
    show: text,
  }),
  encrypt,
  question({
    id: 'keepSessions',
    kind: 'boolean',
    flag: '--keep-sessions',
    commands: { add: 'customise' },
    help: 'move the sessions of another store one by one: nobody is logged out',
    message: 'Move the sessions of the old store?',
    default: () => false,
    parse: yesNo,
    show: yesOrNo,
  }),
  question({
    id: 'rolling',
    kind: 'boolean',
    flag: '--rolling',
    commands: { create: 'customise', add: 'customise' },
    help: 'renew the cookie on activity',
    message: 'Should activity renew the cookie?',
    default: () => true,
    parse: yesNo,
    show: yesOrNo,
  }),
  question({
    id: 'touchAfter',
    kind: 'duration',
    flag: '--touch-after <duration>',
    commands: { create: 'customise', add: 'customise' },
    help: 'at most one expiry write per session in this time; 0s for every request',
    message: 'How often may activity write a new expiry?',
    // At most a tenth of the age, so that an active user is never thrown out for want of a write.
    default: ({ answers }) => Math.min(HOUR, Math.floor((answers.maxAge ?? DAY) / 10 / 1000) * 1000),
    unless: withoutMongo,
    parse: (value, context) => {
      const parsed = duration(0, (context.answers.maxAge ?? MAX_AGE_MAX) / 2)(value);
      return 'problem' in parsed ? { problem: `${parsed.problem}; at most half of the max age` } : parsed;
    },
    show: durationFlag,
  }),
  question({
    id: 'language',
    kind: 'choice',
    flag: '--language <language>',
    commands: { create: 'customise' },
    help: 'ts or js',
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
    message: 'Install the dependencies?',
    default: () => true,
    parse: yesNo,
    show: yesOrNo,
  }),
  question({
    id: 'git',
    kind: 'boolean',
    flag: '--git',
    commands: { create: 'customise' },
    help: 'start a git repository, without a commit',
    message: 'Start a git repository?',
    default: () => true,
    parse: yesNo,
    show: yesOrNo,
  }),
];

export function questionsFor(command: Command): readonly Question[] {
  return questions.filter(({ commands }) => commands[command] !== undefined);
}
