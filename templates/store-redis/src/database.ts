import { createClient } from 'redis';
import { log } from './log.js';

export type Redis = ReturnType<typeof connect>;

/** Connects in the background and reconnects after an outage. Commands fail at once while there is no connection. */
export function connect(url: string) {
  const client = createClient({
    url,
    disableOfflineQueue: true,
    pingInterval: 3_000,
    socket: { connectTimeout: 2_000, reconnectStrategy: (retries) => Math.min(100 * 2 ** retries, 2_000) },
  });
  client.on('error', (error) => log.warn(error, 'Redis is not connected')); // unhandled, it would end the process
  client.connect().catch(() => {}); // logged above
  return client;
}
