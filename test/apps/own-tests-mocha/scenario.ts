import type { Scenario } from '../../add-live/scenario.ts';

export const ownTestsMocha: Scenario = {
  name: 'own-tests-mocha',
  title: 'mocha and supertest import the app, which connects only in server.js',
  env: ({ mongo }) => ({ MONGODB_URL: mongo('bakery') }),
  add: ['--store', 'mongo'],
  checked: true,
  routes: [
    { path: '/health' },
    { path: '/menu.txt' },
    { path: '/prices/rye' },
    { path: '/prices/stone' },
    { method: 'PUT', path: '/stock/rye', json: { count: 12 } },
    { path: '/stock' },
    { path: '/cart' },
    { method: 'POST', path: '/cart', json: {} },
    { method: 'POST', path: '/cart', json: { bread: 'rye' } },
    { path: '/missing' },
  ],
  session: {
    begin: [
      { method: 'POST', path: '/cart', json: { bread: 'rye' } },
      { method: 'POST', path: '/cart', json: { bread: 'wheat' } },
    ],
    recall: { path: '/cart' },
    remembers: /\["rye","wheat"\]/,
  },
  before: 'forgotten',
  stored: { database: 'bakery' },
  suite: ['test'],
};
