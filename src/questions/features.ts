import { addedFeatures, deployments, features, secrets } from './choices.ts';
import { withoutMongo } from './needs.ts';
import { anyOf, listText, oneOf, yesNo, yesNoText } from './parsers.ts';
import { type Feature, type QuestionContext, question } from './values.ts';

/** The first requirement of a feature that is not met. */
function lacking(chosen: readonly Feature[], context: QuestionContext): string | undefined {
  const inMongo = chosen.find((feature) => feature !== 'flash');
  const reason = withoutMongo(context);
  if (inMongo && reason) return `${inMongo} ${reason}`;
  return chosen.includes('devices') && !chosen.includes('auth') ? 'devices needs auth' : undefined;
}

export const secret = question({
  id: 'secret',
  kind: 'choice',
  flag: '--secret <source>',
  commands: { create: 'ask' },
  help: 'where the secret comes from: env, file, aws',
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
  help: 'any of auth,flash,devices,batching; none',
  label: 'feature list',
  message: 'Which features?',
  choices: features,
  default: ({ answers }) => (answers.store === 'mongo' ? ['auth', 'flash', 'devices'] : ['flash']),
  parse: anyOf(features),
  conflict: lacking,
  show: listText,
});

export const addedFeatureList = question({
  id: 'features',
  kind: 'several',
  flag: '--features <list>',
  commands: { add: 'customise' },
  help: 'hardened: a store file with deadlines and hashed ids; none',
  label: 'feature list',
  message: 'Which features?',
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
  help: 'move the sessions of another store one by one: nobody is logged out',
  label: 'session migration',
  message: 'Move the sessions of the old store?',
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
  help: 'encrypt sessions at rest',
  label: 'encryption at rest',
  message: 'Encrypt sessions at rest?',
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
  help: 'any of docker,kubernetes; none',
  label: 'deployment target',
  message: 'Which files for deployment?',
  choices: deployments,
  default: () => ['docker'],
  unless: withoutMongo,
  parse: anyOf(deployments),
  show: listText,
});
