import type { AnswerValues, Choice, Deployment, Feature } from './values.ts';

export const stores: Choice<AnswerValues['store']>[] = [
  { value: 'mongo', label: 'MongoDB', hint: 'survives restarts, works with many processes' },
  { value: 'redis', label: 'Redis', hint: 'the same, on a Redis server' },
  { value: 'memory', label: 'memory', hint: 'development only: lost at every restart, one process, grows without end' },
];

export const secrets: Choice<AnswerValues['secret']>[] = [
  { value: 'env', label: 'environment', hint: 'a variable; .env in development' },
  { value: 'file', label: 'file', hint: 'a Docker or Kubernetes secret, read again when it changes' },
  { value: 'aws', label: 'AWS Secrets Manager', hint: 'its current and its previous version' },
];

export const features: Choice<Feature>[] = [
  { value: 'auth', label: 'sign-up and sign-in', hint: 'passport-local, users in MongoDB' },
  { value: 'flash', label: 'flash messages', hint: 'connect-flash' },
  { value: 'devices', label: 'your devices', hint: 'list them, sign them out' },
  { value: 'batching', label: 'batching', hint: 'concurrent requests share MongoDB commands: faster under load' },
];

export const addedFeatures: Choice<Feature>[] = [
  {
    value: 'hardened',
    label: 'hardened store',
    hint: 'a store file of its own: answers in time, ends sessions for good',
  },
];

export const deployments: Choice<Deployment>[] = [
  { value: 'docker', label: 'Docker', hint: 'Dockerfile, and a compose.yaml with a replica set and a proxy' },
  { value: 'kubernetes', label: 'Kubernetes', hint: 'manifests' },
];

export const connections: Choice<AnswerValues['connection']>[] = [
  { value: 'client', label: 'one MongoClient', hint: 'shared by the app and its sessions' },
  { value: 'url', label: 'own connection', hint: 'the session store opens its own' },
  { value: 'mongoose', label: 'mongoose', hint: "share mongoose's client" },
];

export const languages: Choice<AnswerValues['language']>[] = [
  { value: 'ts', label: 'TypeScript' },
  { value: 'js', label: 'JavaScript' },
];

export const modules: Choice<AnswerValues['module']>[] = [
  { value: 'esm', label: 'ES modules' },
  { value: 'cjs', label: 'CommonJS' },
];

export const databases: Choice<AnswerValues['database']>[] = [
  { value: 'embedded', label: 'embedded', hint: 'npm run dev starts a MongoDB of its own; data is kept' },
  { value: 'compose', label: 'docker compose', hint: 'a compose.yaml with the database' },
  { value: 'external', label: 'external', hint: 'you have one: set the connection string' },
];

export const managers: Choice<AnswerValues['pm']>[] = [
  { value: 'npm', label: 'npm' },
  { value: 'pnpm', label: 'pnpm' },
  { value: 'yarn', label: 'yarn' },
  { value: 'bun', label: 'bun' },
];
