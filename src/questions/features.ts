import { deployments, secrets } from './choices.ts';
import { withoutMongo } from './needs.ts';
import { question } from './parsers.ts';
import type { Choice, Feature, QuestionContext } from './values.ts';

const needsMongo = (context: QuestionContext): string | undefined => withoutMongo(context) && 'needs MongoDB';

const features: Choice<Feature>[] = [
  { value: 'auth', label: 'sign-up and sign-in', hint: 'passport-local, users in MongoDB', unless: needsMongo },
  { value: 'flash', label: 'flash messages', hint: 'connect-flash' },
  { value: 'devices', label: 'device list', hint: 'users see and sign out their devices', unless: needsMongo },
  { value: 'batching', label: 'batching', hint: 'concurrent requests share MongoDB commands', unless: needsMongo },
];

const addedFeatures: Choice<Feature>[] = [
  { value: 'hardened', label: 'hardened store', hint: 'deadlines, hashed session IDs, no resurrection' },
];

/** The first unmet requirement of the features; undefined if all are met. */
function unmetRequirement(list: readonly Feature[], context: QuestionContext): string | undefined {
  const inMongo = list.find((feature) => feature !== 'flash');
  const reason = withoutMongo(context);
  if (inMongo && reason) return `${inMongo} ${reason}`;
  return list.includes('devices') && !list.includes('auth')
    ? 'devices (the device list) needs auth (sign-up and sign-in)'
    : undefined;
}

export const secret = question({
  id: 'secret',
  kind: 'choice',
  flag: '--secret <source>',
  group: 'secret',
  commands: { create: 'ask' },
  help: 'env, file or aws',
  label: 'secret source',
  message: 'Where should the session secret come from?',
  choices: secrets,
  default: () => 'env',
});

export const featureList = question({
  id: 'features',
  kind: 'several',
  flag: '--features <list>',
  group: 'app',
  commands: { create: 'ask' },
  help: 'none, or any of auth,flash,devices,batching',
  label: 'feature list',
  message: 'Which features do you want?',
  choices: features,
  default: ({ answers }) => (answers.store === 'mongo' ? ['auth', 'flash', 'devices'] : ['flash']),
  conflict: unmetRequirement,
});

export const addedFeatureList = question({
  id: 'features',
  kind: 'several',
  flag: '--features <list>',
  group: 'app',
  commands: { add: 'customise' },
  help: 'none, or hardened (deadlines, hashed session IDs)',
  label: 'feature list',
  message: 'Which features do you want to add?',
  choices: addedFeatures,
  default: () => [],
});

export const keepSessions = question({
  id: 'keepSessions',
  kind: 'boolean',
  flag: '--keep-sessions',
  group: 'sessions',
  commands: { add: 'customise' },
  help: 'move sessions, so that nobody is signed out',
  label: 'session migration',
  message: 'Move the sessions from the old store?',
  default: () => false,
  conflict: (value, { answers }) =>
    value && answers.features?.includes('hardened')
      ? 'the hardened store cannot read sessions from another store'
      : undefined,
});

export const encrypt = question({
  id: 'encrypt',
  kind: 'boolean',
  flag: '--encrypt',
  group: 'sessions',
  commands: { create: 'customise' },
  help: 'encrypt session data at rest',
  label: 'encryption at rest',
  message: 'Encrypt session data at rest?',
  default: () => false,
  unless: withoutMongo,
});

export const deploy = question({
  id: 'deploy',
  kind: 'several',
  flag: '--deploy <list>',
  group: 'app',
  commands: { create: 'customise' },
  help: 'none, or any of docker,kubernetes',
  label: 'deployment target',
  message: 'Which deployment files do you want?',
  choices: deployments,
  default: () => ['docker'],
  unless: withoutMongo,
});
