import type { Scenario } from '../../add-live/scenario.ts';

export const typescriptClassApp: Scenario = {
  name: 'typescript-class-app',
  title: 'a TypeScript class with this.app, Express 4, mongoose 9, compiled by tsc',
  env: ({ mongo }) => ({ DATABASE_URL: mongo('library') }),
  build: ['build'],
  add: ['--store', 'mongo'],
  routes: [
    { path: '/books' },
    { path: '/static/hours.txt' },
    { method: 'POST', path: '/books', json: { isbn: '978-0', title: 'Emma' } },
    { method: 'POST', path: '/books', form: { isbn: '978-1', title: 'Ulysses' } },
    { method: 'POST', path: '/books', json: { isbn: '978-2' } },
    { path: '/books/978-0' },
    { path: '/books/978-9' },
    { path: '/recent' },
    { path: '/missing' },
  ],
  session: {
    begin: [{ method: 'POST', path: '/books', json: { isbn: '978-3', title: 'Middlemarch' } }, { path: '/books/978-3' }],
    recall: { path: '/recent' },
    remembers: /"recent":\["978-3"/,
  },
  before: 'none',
  stored: { database: 'library' },
};
