import type { Scenario } from '../../add-live/scenario.ts';

export const passportMemorystore: Scenario = {
  name: 'passport-memorystore',
  title: 'express-session on its MemoryStore with passport, flash and method-override; a literal secret, no .env loader',
  env: ({ mongo }) => ({ MONGODB_URI: mongo('notes') }),
  add: ['--store', 'mongo', '--url-env', 'MONGODB_URI'],
  routes: [
    { path: '/' },
    { path: '/style.css' },
    { path: '/login' },
    { path: '/notes' },
    { method: 'POST', path: '/login', form: { username: 'ada', password: 'wrong' } },
    { method: 'POST', path: '/notes', form: { text: 'not signed in' } },
    { path: '/logout' },
    { path: '/missing' },
  ],
  session: {
    begin: [
      { method: 'POST', path: '/login', form: { username: 'ada', password: 'wrong' } },
      { path: '/login' },
      { method: 'POST', path: '/login', form: { username: 'ada', password: 'sesame' } },
      { path: '/notes' },
      { method: 'POST', path: '/notes', form: { text: 'to be deleted' } },
      { method: 'POST', path: '/notes', form: { text: 'call Charles' } },
      { method: 'POST', path: '/notes/0?_method=DELETE', form: {} },
      { path: '/notes' },
    ],
    recall: { path: '/notes' },
    remembers: /Signed in: ada[^]*<li>call Charles<\/li>/,
  },
  before: 'forgotten',
  stored: { database: 'notes' },
};
