import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Program } from './programs.ts';

const SERVER = fileURLToPath(new URL('registry.js', import.meta.url));

/** Starts a local registry for the given packages, in a child process, as timed runs block this one. */
export async function startRegistry(programs: readonly Program[]): Promise<{ url: string; stop(): void }> {
  const packages = programs.map(({ name, file, manifest }) => ({ name, file, manifest }));
  const server = spawn(process.execPath, [SERVER, JSON.stringify(packages)], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [port] = await once(server.stdout, 'data');
  return { url: `http://127.0.0.1:${String(port).trim()}/`, stop: () => void server.kill() };
}
