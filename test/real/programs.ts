import { byApt, byPath, byVariable, type Found, findProgram } from './find.ts';

/** Finds a redis-server that runs on this machine. Throws an Error that lists all sources. */
export function findRedisServer(): Promise<Found> {
  return findProgram('redis-server', [
    byVariable('REDIS_SERVER_BINARY'),
    byPath('redis-server'),
    byApt('redis-server', 'redis-server'),
  ]);
}

/** Finds an nginx that runs on this machine. Throws an Error that lists all sources. */
export function findNginx(): Promise<Found> {
  return findProgram('nginx', [byVariable('NGINX_BINARY'), byPath('nginx'), byApt('nginx-light', 'nginx')], '-v');
}
