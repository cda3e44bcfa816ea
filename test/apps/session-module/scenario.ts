import type { Scenario } from '../../add-live/scenario.ts';

export const sessionModule: Scenario = {
  name: 'session-module',
  title: 'session() in a module of its own that gets the app, configured by an object; connects after loading the app',
  env: ({ mongo }) => ({ MONGO_URL: mongo('wiki') }),
  add: ['--store', 'mongo'],
  routes: [
    { path: '/' },
    { path: '/public/wiki.css' },
    { path: '/pages' },
    { method: 'POST', path: '/pages/Trees', form: { text: 'Tall plants' } },
    { path: '/pages/Trees' },
    { path: '/pages/Clouds' },
    { path: '/pages' },
    { path: '/trail' },
    { path: '/missing' },
  ],
  session: {
    begin: [
      { method: 'POST', path: '/pages/Rivers', form: { text: 'Long waters' } },
      { path: '/pages/Rivers' },
      { path: '/trail' },
    ],
    recall: { path: '/trail' },
    remembers: /"trail":\["Rivers"\]/,
  },
  before: 'forgotten',
  stored: { database: 'wiki' },
};
