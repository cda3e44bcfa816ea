import type { Scenario } from '../../add-live/scenario.ts';

export const workspaceMonorepo: Scenario = {
  name: 'workspace-monorepo',
  title: 'an npm workspace: TypeScript run by tsx in packages/api, one lock file at the root',
  env: ({ mongo }) => ({ MONGODB_URI: mongo('parcels') }),
  build: ['typecheck'],
  start: ['start:api'],
  add: ['--store', 'mongo', '--url-env', 'MONGODB_URI', '--package', 'packages/api'],
  checked: true,
  routes: [
    { path: '/depot' },
    { path: '/terms.txt' },
    { path: '/parcels' },
    { path: '/parcels/NL123456' },
    { path: '/parcels/NL000000' },
    { method: 'POST', path: '/parcels', json: { code: 'BE654321', place: 'Ghent' } },
    { method: 'POST', path: '/parcels', json: { code: 'x', place: 'y' } },
    { path: '/parcels/BE654321' },
    { path: '/missing' },
  ],
  session: {
    begin: [{ path: '/parcels/NL123456' }],
    recall: { path: '/parcels' },
    remembers: /\["NL123456"\]/,
  },
  before: 'none',
  stored: { database: 'parcels' },
  budget: { 'package.json': { added: 0, removed: 0 } },
  absent: ['packages/api/package-lock.json', '.env'],
};
