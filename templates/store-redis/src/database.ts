import { createClient } from 'redis';
import { log } from './log.js';

/** Connects in the background, and again after an outage; commands fail at once while there is no connection. */
export function connect(url: string) {
  const client = createClient({
    url,
    disableOfflineQueue: true,
    pingInterval: 3000,
    socket: { connectTimeout: 1500, reconnectStrategy: (retries) => Math.min(100 * 2 ** retries, 3000) },
  });
  // Without a listener an outage would end the process.
  client.on('error', (error) => log.warn(error, 'No connection to Redis'));
  void client.connect().catch(() => {});
  return client;
}

export type Client = ReturnType<typeof connect>;
