import { readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundle, bundledModules } from './bundle.ts';
import { licences } from './licences.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const DIST = join(ROOT, 'dist');
const ENTRIES = { cli: join(ROOT, 'src/cli.ts'), 'live-preload': join(ROOT, 'src/proof/live/preload/preload.ts') };

async function main(): Promise<void> {
  rmSync(DIST, { recursive: true, force: true });
  const chunks = await bundle(ENTRIES, DIST);
  writeFileSync(join(DIST, 'THIRD_PARTY_LICENSES.txt'), licences(bundledModules(chunks)));
  for (const file of readdirSync(DIST)) {
    const kilobytes = statSync(join(DIST, file)).size / 1000;
    console.log(`${kilobytes.toFixed(1).padStart(7)} kB  ${file}`);
  }
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
