import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundle, bundledModules } from './bundle.ts';
import { licences } from './licences.ts';
import { pack } from './pack.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const DIST = join(ROOT, 'dist');
const ENTRIES = { cli: join(ROOT, 'src/cli.ts') };

async function main(): Promise<void> {
  rmSync(DIST, { recursive: true, force: true });
  const chunks = await bundle(ENTRIES, DIST);
  const packed = pack(chunks, DIST);
  const notices = 'THIRD_PARTY_LICENSES.txt';
  writeFileSync(join(DIST, notices), licences(bundledModules(chunks)));
  for (const file of [...chunks.map(({ fileName }) => fileName), ...packed, notices].sort()) {
    const kilobytes = readFileSync(join(DIST, file)).length / 1000;
    console.log(`${kilobytes.toFixed(1).padStart(7)} kB  ${file}`);
  }
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
