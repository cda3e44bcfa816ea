import { cpSync, existsSync, readdirSync, renameSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundle } from '../../build/bundle.ts';
import { inspectProject } from '../../src/inspect/inspect-project.ts';
import { type LiveTarget, liveTarget } from '../../src/proof/live/live-target.ts';
import type { probeDatabase } from '../../src/proof/live/probe-database.ts';
import type { prove } from '../../src/proof/live/prove.ts';
import { install } from '../e2e/app.ts';
import { scratchFolder } from '../real/packed.ts';

const APPS = fileURLToPath(new URL('apps', import.meta.url));
const SOURCE = fileURLToPath(new URL('../../src/proof', import.meta.url));

interface Engine {
  prove: typeof prove;
  probeDatabase: typeof probeDatabase;
}

/** The proof as it is published, with its preload next to it. @returns the folder of `prove.cjs` */
export async function bundleEngine(): Promise<string> {
  const folder = scratchFolder();
  const entries = {
    prove: 'live/prove.ts',
    probe: 'live/probe-database.ts',
    cancellable: 'cancellable.ts',
    'live-preload': 'live/preload/preload.ts',
  };
  const files = Object.entries(entries).map(([name, file]) => [name, path.join(SOURCE, file)]);
  await bundle(Object.fromEntries(files), folder);
  return folder;
}

export function loadEngine(folder: string): Engine {
  const load = createRequire(import.meta.url);
  return { ...load(path.join(folder, 'prove.cjs')), ...load(path.join(folder, 'probe.cjs')) };
}

/** Copies all fixture apps into one folder with one node_modules. Each is the sound app with files of its own. */
export async function installApps(): Promise<string> {
  const folder = scratchFolder();
  cpSync(path.join(APPS, 'package.json'), path.join(folder, 'package.json'));
  await install(folder);
  for (const name of readdirSync(APPS)) {
    const own = path.join(APPS, name);
    const copy = path.join(folder, name);
    if (name === 'package.json') continue;
    if (!existsSync(path.join(own, 'package.json'))) cpSync(path.join(APPS, 'sound'), copy, { recursive: true });
    cpSync(path.join(APPS, 'sound/_env'), path.join(copy, '_env'));
    cpSync(own, copy, { recursive: true });
    // Stored as _env, so that git does not ignore it.
    renameSync(path.join(copy, '_env'), path.join(copy, '.env'));
  }
  return folder;
}

export function targetOf(folder: string): LiveTarget {
  const facts = inspectProject(folder, {});
  if ('problem' in facts) throw new Error(`${folder}: ${facts.problem}`);
  return liveTarget(facts);
}
