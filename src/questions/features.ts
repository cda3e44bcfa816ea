import { addedFeatures, deployments, features, secrets } from './choices.ts';
import { anyOf, listText, oneOf, yesNo } from './parsers.ts';
import { type Feature, type QuestionContext, question } from './values.ts';

/** What a feature of a new app stands on, in words that end "--features x needs ...". */
function lacking(chosen: readonly Feature[], { answers }: QuestionContext): string | undefined {
  const inMongo = chosen.find((feature) => feature !== 'flash');
  if (inMongo && answers.store && answers.store !== 'mongo')
    return `${inMongo} needs --store mongo, not ${answers.store}`;
  return chosen.includes('devices') && !chosen.includes('auth') ? 'devices needs auth' : undefined;
}

export const secret = question({
  id: 'secret',
  kind: 'choice',
  flag: '--secret <source>',
  commands: { create: 'ask' },
  help: 'where the secret comes from: env, file, aws',
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
  message: 'Which features?',
  choices: features,
  default: ({ answers }) => (answers.store === 'mongo' ? ['auth', 'flash', 'devices'] : ['flash']),
  parse: (text, context) => {
    const parsed = anyOf(features)(text);
    const problem = 'value' in parsed && lacking(parsed.value, context);
    return problem ? { problem } : parsed;
  },
  show: listText,
});

export const addedFeatureList = question({
  id: 'features',
  kind: 'several',
  flag: '--features <list>',
  commands: { add: 'customise' },
  help: 'hardened: a store file with deadlines and hashed ids; none',
  message: 'Which features?',
  choices: addedFeatures,
  default: () => [],
  parse: anyOf(addedFeatures),
  show: listText,
});

export const encrypt = question({
  id: 'encrypt',
  kind: 'boolean',
  flag: '--encrypt',
  commands: { create: 'customise' },
  help: 'encrypt sessions at rest',
  message: 'Encrypt sessions at rest?',
  default: () => false,
  unless: ({ answers }) => (answers.store === 'mongo' ? undefined : `needs --store mongo, not ${answers.store}`),
  parse: yesNo,
  show: (value) => (value ? 'yes' : 'no'),
});

export const deploy = question({
  id: 'deploy',
  kind: 'several',
  flag: '--deploy <list>',
  commands: { create: 'customise' },
  help: 'any of docker,kubernetes; none',
  message: 'Which files for deployment?',
  choices: deployments,
  default: () => ['docker'],
  unless: ({ answers }) => (answers.store === 'mongo' ? undefined : `needs --store mongo, not ${answers.store}`),
  parse: anyOf(deployments),
  show: listText,
});
