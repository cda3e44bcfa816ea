import { existsSync } from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import { findMongod } from './real/find-mongod.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
/** Kept between runs, and so is its database: the visits go on counting. */
const APP = path.join(ROOT, '.demo/my-app');

/** `npm run demo`: builds the CLI, makes an app with it, and starts it. */
async function main(): Promise<void> {
  const mongod = await findMongod();
  await execa('npm', ['run', '--silent', 'build'], { cwd: ROOT });
  if (!existsSync(path.join(APP, 'node_modules'))) {
    const cli = path.join(ROOT, 'bin/create-mongo-session-app.js');
    console.log('Creating an app in .demo/my-app and installing its packages ...');
    // The next steps that the tool prints are taken here.
    const stdio = ['ignore', 'ignore', 'inherit'] as const;
    await execa(process.execPath, [cli, path.relative(ROOT, APP), '--yes', '--no-git'], { cwd: ROOT, stdio });
  }
  const port = await freePort(Number(process.env['PORT'] ?? 3000));
  console.log(`\nThe demo will be at http://localhost:${port} - reload it, stop it with Ctrl-C, run it again.\n`);
  const options = { cwd: APP, stdio: 'inherit', reject: false } as const;
  const env = { PORT: String(port), MONGOMS_SYSTEM_BINARY: mongod.path };
  // Ctrl-C reaches the app as well; it ends first.
  process.on('SIGINT', () => {});
  const app = execa('npm', ['run', '--silent', 'dev'], { ...options, env });
  process.on('SIGTERM', () => app.kill('SIGTERM'));
  process.exitCode = (await app).exitCode ?? 0;
}

/** The wanted port, or the next one that nobody listens on. */
async function freePort(wanted: number): Promise<number> {
  for (let port = wanted; port < wanted + 50; port += 1) {
    const free = await new Promise<boolean>((resolve) => {
      const server = net.createServer();
      server.once('error', () => resolve(false));
      server.listen(port, () => server.close(() => resolve(true)));
    });
    if (free) return port;
  }
  throw new Error(`No free port from ${wanted} on; choose one with PORT=...`);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
