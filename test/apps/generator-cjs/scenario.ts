import type { Scenario } from '../../add-live/scenario.ts';

export const generatorCjs: Scenario = {
  name: 'generator-cjs',
  title: 'express-generator layout with bin/www: no session, no database, no database driver',
  env: ({ mongo }) => ({ MONGODB_URI: mongo('guestbook') }),
  add: ['--store', 'mongo', '--url-env', 'MONGODB_URI'],
  routes: [
    { path: '/' },
    { path: '/stylesheets/style.css' },
    { path: '/entries' },
    { method: 'POST', path: '/entries', form: { name: 'Grace', text: 'Nice page' } },
    { method: 'POST', path: '/entries', json: { name: 'Alan', text: 'As JSON' } },
    { method: 'POST', path: '/entries', form: { name: 'Nobody' } },
    { path: '/entries' },
    { path: '/theme/dark' },
    { path: '/theme', headers: { Cookie: 'theme=dark' } },
    { path: '/missing' },
  ],
  session: { begin: [{ path: '/' }], recall: { path: '/' }, remembers: /Visit number [2-9]/ },
  before: 'none',
  stored: { database: 'guestbook' },
  budget: { 'app.js': { added: 19, removed: 0 } },
};
