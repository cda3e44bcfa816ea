import type { AnswerValues, Choice } from './values.ts';

export const stores: Choice<AnswerValues['store']>[] = [
  { value: 'mongo', label: 'MongoDB', hint: 'survives restarts, works with many processes' },
  { value: 'redis', label: 'Redis', hint: 'the same, on a Redis server' },
  { value: 'memory', label: 'memory', hint: 'development only: lost at every restart, one process, grows without end' },
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
