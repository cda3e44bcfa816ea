import type { Scenario } from '../../add-live/scenario.ts';

export const databaseDown: Scenario = {
  name: 'database-down',
  title: 'listens first and connects with retries: it lives without MongoDB and recovers when it comes',
  env: ({ mongo }) => ({ MONGODB_URI: mongo('newsroom') }),
  add: ['--store', 'mongo'],
  routes: [
    { path: '/' },
    { path: '/imprint.html' },
    { path: '/stories' },
    { method: 'POST', path: '/stories', json: { headline: 'Bridge opens' } },
    { path: '/stories' },
    { path: '/bookmarks' },
    { path: '/missing' },
  ],
  session: {
    begin: [{ method: 'POST', path: '/bookmarks', json: { headline: 'Bridge opens' } }],
    recall: { path: '/bookmarks' },
    remembers: /\["Bridge opens"\]/,
  },
  before: 'forgotten',
  stored: { database: 'newsroom' },
  ready: { path: '/stories' },
  withoutDatabase: [{ path: '/' }, { path: '/imprint.html' }, { path: '/stories' }, { path: '/bookmarks' }],
};
