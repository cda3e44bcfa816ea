import { createClient } from 'redis';
import { log } from './log.js';

export type Redis = ReturnType<typeof connect>;

/** Connects in the background, and again after an outage; without a connection, commands fail at once. */
export function connect(url: string) {
  const client = createClient({
    url,
    disableOfflineQueue: true,
    pingInterval: 3_000,
    socket: { connectTimeout: 2_000, reconnectStrategy: (retries) => Math.min(100 * 2 ** retries, 2_000) },
  });
  client.on('error', (error) => log.warn(error, 'No connection to Redis')); // unheard, it would end the process
  client.connect().catch(() => {}); // heard above
  return client;
}
