import type { Scenario } from '../../add-live/scenario.ts';

export const nativeDriver: Scenario = {
  name: 'native-driver',
  title: 'one MongoClient of driver 6 in a module of its own, connected before listening',
  env: ({ mongo }) => ({ MONGO_URI: mongo('') }),
  add: ['--store', 'mongo'],
  routes: [
    { path: '/' },
    { path: '/robots.txt' },
    { method: 'POST', path: '/links', form: { slug: 'node', target: 'https://nodejs.org/' } },
    { method: 'POST', path: '/links', form: { slug: 'node', target: 'https://example.org/' } },
    { method: 'POST', path: '/links', form: { slug: 'empty' } },
    { path: '/go/node' },
    { path: '/go/nowhere' },
    { path: '/' },
  ],
  session: {
    begin: [{ method: 'POST', path: '/links', form: { slug: 'mdn', target: 'https://developer.mozilla.org/' } }],
    recall: { path: '/' },
    remembers: /Mine: mdn/,
  },
  before: 'none',
  // DB_NAME of the application; the connection string names no database.
  stored: { database: 'links' },
  budget: { 'server.js': { added: 11, removed: 1 } },
};
