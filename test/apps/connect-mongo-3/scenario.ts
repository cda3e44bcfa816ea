import type { Scenario } from '../../add-live/scenario.ts';

export const connectMongo3: Scenario = {
  name: 'connect-mongo-3',
  title: "require('connect-mongo')(session) of version 3 on mongoose 5, whose sessions must stay valid",
  env: ({ mongo }) => ({ MONGO_URI: mongo('recipes') }),
  add: ['--store', 'mongo'],
  checked: true,
  routes: [
    { path: '/' },
    { path: '/about.html' },
    { path: '/recipes' },
    { method: 'POST', path: '/recipes', form: { name: 'Ratatouille', minutes: '50' } },
    { method: 'POST', path: '/recipes', json: { name: 'Toast', minutes: 0 } },
    { path: '/recipes' },
    { path: '/favourites' },
    { path: '/missing' },
  ],
  session: {
    begin: [
      { method: 'POST', path: '/favourites', form: { name: 'Ratatouille' } },
      { method: 'POST', path: '/favourites', json: { name: 'Toast' } },
      { path: '/' },
    ],
    recall: { path: '/favourites' },
    remembers: /\["Ratatouille","Toast"\]/,
  },
  before: 'remembered',
  keepsSessions: true,
  stored: { database: 'recipes', collection: 'user_sessions' },
};
