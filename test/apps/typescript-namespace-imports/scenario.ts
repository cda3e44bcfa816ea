import type { Scenario } from '../../add-live/scenario.ts';

export const typescriptNamespaceImports: Scenario = {
  name: 'typescript-namespace-imports',
  title: 'TypeScript without esModuleInterop and without a database',
  env: ({ mongo }) => ({ MONGODB_URI: mongo('todo') }),
  build: ['build'],
  add: ['--store', 'mongo'],
  routes: [
    { path: '/todos' },
    { method: 'POST', path: '/todos', json: { text: 'Sweep' } },
    { method: 'POST', path: '/todos', json: {} },
    { path: '/todos' },
    { path: '/last' },
    { path: '/missing' },
  ],
  session: {
    begin: [{ method: 'POST', path: '/todos', json: { text: 'Cook' } }],
    recall: { path: '/last' },
    remembers: /Last: Cook/,
  },
  before: 'none',
  stored: { database: 'todo' },
};
