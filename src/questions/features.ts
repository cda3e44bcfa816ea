import { addedFeatures, deployments, features, secrets } from './choices.ts';
import { withoutMongo } from './needs.ts';
import { anyOf, listText, oneOf, yesNo, yesNoText } from './parsers.ts';
import { type Feature, type QuestionContext, question } from './values.ts';

/** The first unmet requirement of the features; undefined if all are met. */
function unmetRequirement(list: readonly Feature[], context: QuestionContext): string | undefined {
  const inMongo = list.find((feature) => feature !== 'flash');
  const reason = withoutMongo(context);
  if (inMongo && reason) return `${inMongo} ${reason}`;
  return list.includes('devices') && !list.includes('auth') ? 'devices needs auth' : undefined;
}

export const secret = question({
  id: 'secret',
  kind: 'choice',
  flag: '--secret <source>',
  commands: { create: 'ask' },
  help: 'source of the session secret: env, file, aws',
  label: 'secret source',
  message: 'Where should the session secret come from?',
  choices: secrets,
  default: () => 'env',
  parse: oneOf(secrets),
  show: (value) => value,
});

export const featureList = question({
  id: 'features',
  kind: 'several',
  flag: '--features <list>',
  commands: { create: 'ask' },
  help: 'features: none, or any of auth,flash,devices,batching',
  label: 'feature list',
  message: 'Which features do you want?',
  choices: features,
  default: ({ answers }) => (answers.store === 'mongo' ? ['auth', 'flash', 'devices'] : ['flash']),
  parse: anyOf(features),
  conflict: unmetRequirement,
  show: listText,
});

export const addedFeatureList = question({
  id: 'features',
  kind: 'several',
  flag: '--features <list>',
  commands: { add: 'customise' },
  help: 'features: none, or hardened (a store with deadlines and hashed session IDs)',
  label: 'feature list',
  message: 'Which features do you want to add?',
  choices: addedFeatures,
  default: () => [],
  parse: anyOf(addedFeatures),
  show: listText,
});

export const keepSessions = question({
  id: 'keepSessions',
  kind: 'boolean',
  flag: '--keep-sessions',
  commands: { add: 'customise' },
  help: 'move each session of the old store on its next use, so nobody is signed out',
  label: 'session migration',
  message: 'Move the sessions from the old store?',
  default: () => false,
  conflict: (value, { answers }) =>
    value && answers.features?.includes('hardened')
      ? 'the hardened store cannot read sessions from another store'
      : undefined,
  parse: yesNo,
  show: yesNoText,
});

export const encrypt = question({
  id: 'encrypt',
  kind: 'boolean',
  flag: '--encrypt',
  commands: { create: 'customise' },
  help: 'encrypt session data at rest',
  label: 'encryption at rest',
  message: 'Encrypt session data at rest?',
  default: () => false,
  unless: withoutMongo,
  parse: yesNo,
  show: yesNoText,
});

export const deploy = question({
  id: 'deploy',
  kind: 'several',
  flag: '--deploy <list>',
  commands: { create: 'customise' },
  help: 'deployment files: none, or any of docker,kubernetes',
  label: 'deployment target',
  message: 'Which deployment files do you want?',
  choices: deployments,
  default: () => ['docker'],
  unless: withoutMongo,
  parse: anyOf(deployments),
  show: listText,
});
