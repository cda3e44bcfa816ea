import type { Scenario } from '../../add-live/scenario.ts';

export const esmListenAfterConnect: Scenario = {
  name: 'esm-listen-after-connect',
  title: 'one ESM file, Express 5, mongoose 8 that listens once connected, to a database named by an option',
  env: ({ mongo }) => ({ MONGO_URI: mongo('') }),
  add: ['--store', 'mongo'],
  routes: [
    { path: '/' },
    { path: '/robots.txt' },
    { path: '/todos' },
    { method: 'POST', path: '/todos', json: { slug: 'milk', title: 'Buy milk' } },
    { method: 'POST', path: '/todos', json: { slug: 'untitled' } },
    { method: 'PATCH', path: '/todos/milk', json: { done: true } },
    { path: '/todos/milk' },
    { path: '/todos/bread' },
    { method: 'DELETE', path: '/todos/milk' },
    { path: '/missing' },
  ],
  session: {
    begin: [
      { method: 'POST', path: '/todos', json: { slug: 'tea', title: 'Make tea' } },
      { path: '/todos/tea' },
    ],
    recall: { path: '/' },
    remembers: /"seen":\["tea"\]/,
  },
  before: 'none',
  // Not the database of the connection string, which names none.
  stored: { database: 'todo_live' },
  budget: { 'index.js': { added: 16, removed: 0 } },
};
