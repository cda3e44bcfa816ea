import type { Scenario } from '../../add-live/scenario.ts';

export const sessionFileStore: Scenario = {
  name: 'session-file-store',
  title: 'session-file-store and a secret from a settings module that cookie-parser shares, in a file with a shebang',
  env: ({ mongo }) => ({ MONGO_URL: mongo('quiz'), COOKIE_KEY: '7e1f0c2b3a495867d6e5f4039281706f' }),
  add: ['--store', 'mongo', '--url-env', 'MONGO_URL'],
  routes: [
    { path: '/' },
    { path: '/static/quiz.css' },
    { method: 'POST', path: '/', form: { answer: '4' } },
    { path: '/language' },
    { path: '/language', headers: { Cookie: 'language=s%3Ade.forged' } },
    { path: '/missing' },
  ],
  session: {
    begin: [
      { path: '/' },
      { method: 'POST', path: '/', form: { answer: '4' } },
      { path: '/' },
      { method: 'POST', path: '/', form: { answer: 'Lima' } },
      { method: 'POST', path: '/', form: { answer: 'more' } },
    ],
    recall: { path: '/' },
    remembers: /Score 2/,
  },
  before: 'remembered',
  stored: { database: 'quiz' },
};
