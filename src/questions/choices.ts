import type { AnswerValues, Choice, Deployment } from './values.ts';

export const stores: Choice<AnswerValues['store']>[] = [
  { value: 'mongo', label: 'MongoDB', hint: 'survives restarts, shared by all processes' },
  { value: 'redis', label: 'Redis', hint: 'the same, on a Redis server' },
  { value: 'memory', label: 'memory', hint: 'development only: lost on restart, limited to one process, leaks memory' },
];

export const secrets: Choice<AnswerValues['secret']>[] = [
  { value: 'env', label: 'environment variable', hint: 'from .env in development' },
  { value: 'file', label: 'file', hint: 'Docker or Kubernetes secret, reloaded when it changes' },
  { value: 'aws', label: 'AWS Secrets Manager', hint: 'current and previous version, reloaded on rotation' },
];

export const deployments: Choice<Deployment>[] = [
  { value: 'docker', label: 'Docker', hint: 'Dockerfile and a compose.yaml with a replica set and a reverse proxy' },
  { value: 'kubernetes', label: 'Kubernetes', hint: 'manifests' },
];

export const connections: Choice<AnswerValues['connection']>[] = [
  { value: 'client', label: 'shared MongoClient', hint: 'one client for the app and its sessions' },
  { value: 'url', label: 'separate connection', hint: 'opened by the session store' },
  { value: 'mongoose', label: 'mongoose', hint: "the session store shares mongoose's client" },
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
  { value: 'embedded', label: 'embedded', hint: 'npm run dev starts a local MongoDB and keeps its data' },
  { value: 'compose', label: 'docker compose', hint: 'a compose.yaml that runs MongoDB' },
  { value: 'external', label: 'external', hint: 'an existing MongoDB: set the connection string' },
];

export const managers: Choice<AnswerValues['pm']>[] = [
  { value: 'npm', label: 'npm' },
  { value: 'pnpm', label: 'pnpm' },
  { value: 'yarn', label: 'yarn' },
  { value: 'bun', label: 'bun' },
];
