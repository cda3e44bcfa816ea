import { byApt, byPath, byVariable, type Found, findProgram } from './find.ts';

/** A redis-server that runs on this machine. Throws an Error naming every way to get one. */
export function findRedisServer(): Promise<Found> {
  return findProgram('redis-server', [
    byVariable('REDIS_SERVER_BINARY'),
    byPath('redis-server'),
    byApt('redis-server', 'redis-server'),
  ]);
}

/** An nginx that runs on this machine. Throws an Error naming every way to get one. */
export function findNginx(): Promise<Found> {
  return findProgram('nginx', [byVariable('NGINX_BINARY'), byPath('nginx'), byApt('nginx-light', 'nginx')], '-v');
}
