import type { Scenario } from '../../add-live/scenario.ts';

export const driver4Callbacks: Scenario = {
  name: 'driver-4-callbacks',
  title: 'callbacks of driver 4, which no later one takes',
  env: ({ mongo }) => ({ MONGO_URL: mongo('bank') }),
  add: ['--store', 'mongo'],
  routes: [
    { path: '/robots.txt' },
    { path: '/accounts' },
    { method: 'POST', path: '/accounts', json: { name: 'Ada' } },
    { method: 'POST', path: '/accounts', json: {} },
    { path: '/accounts' },
    { path: '/mine' },
    { path: '/missing' },
  ],
  session: {
    begin: [{ method: 'POST', path: '/accounts', json: { name: 'Grace' } }],
    recall: { path: '/mine' },
    remembers: /Yours: Grace/,
  },
  before: 'none',
  stored: { database: 'bank', ttlIndex: true },
  ready: { path: '/accounts' },
  budget: { 'server.js': { added: 19, removed: 0 }, 'accounts.js': { added: 0, removed: 0 } },
};
