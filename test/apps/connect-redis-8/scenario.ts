import type { Scenario } from '../../add-live/scenario.ts';

export const connectRedis8: Scenario = {
  name: 'connect-redis-8',
  title: 'connect-redis 8 in an .mjs file, its sessions moved one by one',
  env: ({ mongo, redis }) => ({ REDIS_URL: redis, MONGODB_URI: mongo('polls') }),
  add: ['--keep-sessions', '--url-env', 'MONGODB_URI'],
  routes: [
    { path: '/' },
    { path: '/help.txt' },
    { path: '/vote' },
    { method: 'POST', path: '/vote', json: { choice: 'tea' } },
    { method: 'POST', path: '/vote', json: { choice: 'water' } },
    { path: '/missing' },
  ],
  session: {
    begin: [
      { method: 'POST', path: '/vote', json: { choice: 'coffee' } },
      { method: 'POST', path: '/vote', json: { choice: 'tea' } },
    ],
    recall: { path: '/vote' },
    remembers: /"choice":"coffee"/,
  },
  before: 'remembered',
  keepsSessions: true,
  stored: { database: 'polls' },
};
