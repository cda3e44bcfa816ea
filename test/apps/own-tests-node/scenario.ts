import type { Scenario } from '../../add-live/scenario.ts';

export const ownTestsNode: Scenario = {
  name: 'own-tests-node',
  title: 'node:test makes apps from a factory with nobody at the database; environment by --env-file',
  env: ({ mongo }) => ({ MONGODB_URI: mongo('weather') }),
  add: ['--store', 'mongo', '--url-env', 'MONGODB_URI'],
  checked: true,
  routes: [
    { path: '/' },
    { path: '/assets/legend.txt' },
    { path: '/cities' },
    { path: '/cities/Oslo' },
    { path: '/cities/Atlantis' },
    { method: 'POST', path: '/home', form: { city: 'Cairo' } },
    { method: 'POST', path: '/home', form: { city: 'Atlantis' } },
    { method: 'POST', path: '/home' },
    { path: '/missing' },
  ],
  session: {
    begin: [{ method: 'POST', path: '/home', form: { city: 'Lima' } }],
    recall: { path: '/' },
    remembers: /"home":"Lima"/,
  },
  before: 'none',
  stored: { database: 'weather' },
  suite: ['test'],
  budget: { 'src/app.js': { added: 16, removed: 0 } },
};
