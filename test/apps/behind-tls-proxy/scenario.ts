import type { Scenario } from '../../add-live/scenario.ts';

export const behindTlsProxy: Scenario = {
  name: 'behind-tls-proxy',
  title: 'in production behind a proxy that ends TLS, without trust proxy; also reached by plain http',
  env: ({ mongo }) => ({ DATABASE_URI: mongo('tickets') }),
  add: ['--store', 'mongo'],
  routes: [
    { path: '/' },
    { path: '/', headers: { 'X-Forwarded-Proto': 'https', 'X-Forwarded-For': '203.0.113.7' } },
    { path: '/logo.svg' },
    { path: '/desk' },
    { path: '/tickets' },
    { method: 'POST', path: '/sign-in', form: { agent: 'kim', pin: '0000' } },
    { method: 'POST', path: '/tickets', form: { text: 'not signed in' } },
    { method: 'POST', path: '/sign-out' },
    { path: '/missing' },
  ],
  session: {
    begin: [
      { method: 'POST', path: '/sign-in', form: { agent: 'kim', pin: '4711' } },
      { path: '/desk' },
      { method: 'POST', path: '/sign-out' },
      { path: '/desk' },
      { method: 'POST', path: '/sign-in', form: { agent: 'sam', pin: '4711' } },
    ],
    recall: { path: '/desk' },
    remembers: /Desk of sam/,
  },
  before: 'forgotten',
  stored: { database: 'tickets' },
  proxy: { 'X-Forwarded-Proto': 'https', 'X-Forwarded-For': '203.0.113.7', 'X-Forwarded-Host': 'desk.example.org' },
};
