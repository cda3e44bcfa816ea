import http from 'node:http';
import net from 'node:net';
import tls from 'node:tls';
import { report, settings } from './reports.ts';

/** Moves each HTTP server to a free port, unless it uses the port that it was told, and reports where it listens. */
export function moveServers(): void {
  const { listen } = net.Server.prototype;
  net.Server.prototype.listen = function (this: net.Server, ...args: unknown[]) {
    const isHttp = this instanceof http.Server || this instanceof tls.Server;
    if (isHttp) this.once('listening', () => reportAddress(this));
    return Reflect.apply(listen, this, isHttp ? withFreePort(args) : args);
  };
}

function withFreePort([first, ...rest]: unknown[]): unknown[] {
  if (typeof first === 'number' || (typeof first === 'string' && /^\d+$/.test(first)))
    return [freePort(first), ...rest];
  if (typeof first === 'object' && first !== null && 'port' in first)
    return [{ ...first, port: freePort(first.port) }, ...rest];
  return [first, ...rest];
}

function freePort(port: unknown): number {
  return Number(port) === settings.port ? settings.port : 0;
}

function reportAddress(server: net.Server): void {
  const address = server.address();
  if (typeof address !== 'object' || address === null) return;
  const host = /^(::|0\.0\.0\.0)$/.test(address.address) ? '127.0.0.1' : address.address;
  report({ kind: 'listening', port: address.port, host, tls: server instanceof tls.Server });
}
