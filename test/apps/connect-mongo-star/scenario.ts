import type { Scenario } from '../../add-live/scenario.ts';

export const connectMongoStar: Scenario = {
  name: 'connect-mongo-star',
  title: 'MongoStore.create() in CommonJS, written for connect-mongo 5, that "*" has moved to 6',
  env: ({ mongo }) => ({ DB_URL: mongo('chess') }),
  add: ['--store', 'mongo'],
  routes: [
    { path: '/' },
    { path: '/rules.txt' },
    { path: '/players' },
    { path: '/players/judit' },
    { path: '/players/nobody' },
    { path: '/moves' },
    { method: 'POST', path: '/moves', json: { move: 'e4' } },
    { method: 'POST', path: '/resign' },
    { path: '/missing' },
  ],
  session: {
    begin: [
      { method: 'POST', path: '/moves', json: { move: 'd4' } },
      { method: 'POST', path: '/resign' },
      { method: 'POST', path: '/moves', json: { move: 'e4' } },
      { method: 'POST', path: '/moves', json: { move: 'Nf3' } },
    ],
    recall: { path: '/moves' },
    remembers: /\["e4","Nf3"\]/,
  },
  before: 'remembered',
  keepsSessions: true,
  stored: { database: 'chess' },
  writtenFor: { versions: { 'connect-mongo': '5.1.0', mongodb: '6.22.0' }, failure: /create is not a function/ },
};
