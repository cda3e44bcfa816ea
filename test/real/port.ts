import { once } from 'node:events';
import net from 'node:net';

/** A TCP port that is currently unused. */
export async function freePort(): Promise<number> {
  const server = net.createServer().listen(0);
  await once(server, 'listening');
  const address = server.address();
  server.close();
  if (address === null || typeof address === 'string') throw new Error('No TCP address');
  return address.port;
}
