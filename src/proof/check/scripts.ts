import { existsSync } from 'node:fs';
import path from 'node:path';
import { Disk } from '../../inspect/project/disk.ts';
import { stringRecord } from '../../inspect/project/json.ts';
import { readManifest } from '../../inspect/project/manifest.ts';
import { words } from '../../inspect/project/words.ts';
import type { Command } from './trial.ts';

/** A script of the project that checks its code. */
export interface Script extends Command {
  /** It runs the code of the app, so it may depend on files that a clone does not have. */
  runsApp: boolean;
  /** The reason why it is not run, as a predicate. */
  skipped?: 'changes files' | 'never ends';
}

/** The scripts to run, by what they check; of each kind, the first that a package has. */
const KINDS: { names: string[]; runsApp: boolean }[] = [
  {
    names: words(`
      typecheck type-check type:check types:check check-types check:types check:type ts:check check:ts check-ts tsc types
    `),
    runsApp: false,
  },
  { names: words('lint lint:check check:lint lint:js lint:ts lint:src eslint standard xo check'), runsApp: false },
  {
    names: words(`
      format:check format-check check:format check-format prettier:check check:prettier fmt:check lint:prettier prettier
      format
    `),
    runsApp: false,
  },
  { names: ['build', 'compile'], runsApp: true },
  { names: ['test'], runsApp: true },
];

const CHANGES_FILES = /\s--?(fix|write|apply(-unsafe)?|w)\b(?!=false)/;
const NEVER_ENDS = /\b(nodemon|ts-node-dev|tsx watch|vitest watch)\b|\s--watch(All)?\b(?!=false)|\btsc\b.*\s-w\b/;
/** What `npm init` writes. */
const NO_TEST = /no test specified/;

/**
 * The scripts that check the code of a package. For a kind that it does not have, the script of the repository's root.
 * @param root of the repository, with the installed packages
 * @param packageDir relative to the root
 */
export function findScripts(root: string, packageDir: string, packageManager: string): Script[] {
  const disk = new Disk(root);
  const scriptsIn = (dir: string) => ({ dir, scripts: stringRecord(readManifest(disk, path.join(root, dir)).scripts) });
  const packages = [...new Set([packageDir, ''])].map(scriptsIn);
  return KINDS.flatMap(({ names, runsApp }, kind): Script[] => {
    const candidates = packages.flatMap(({ dir, scripts }) =>
      names.flatMap((name) => (scripts[name] ? [{ dir, name, text: scripts[name] }] : [])),
    );
    const usable = candidates
      .filter(({ text }) => !NO_TEST.test(text))
      .map(({ dir, name, text }): Script => {
        const isTest = name === 'test' && packageManager !== 'bun';
        const skipped = reasonToSkip(text, runsApp);
        return {
          title: isTest ? `${packageManager} test` : `${packageManager} run ${name}`,
          command: packageManager,
          args: ['run', name],
          cwd: dir,
          // A compiler does not run the app.
          runsApp: runsApp && !/^tsc\b[^&|;]*$/.test(text),
          ...(skipped && { skipped }),
        };
      });
    const script = usable.find(({ skipped }) => !skipped) ?? usable[0];
    if (script) return [script];
    const compiles = packages[0]?.scripts.build?.includes('tsc');
    return kind === 0 && !compiles ? typeCheck(root, packageDir) : [];
  });
}

function reasonToSkip(text: string, runsApp: boolean): Script['skipped'] {
  if (NEVER_ENDS.test(text)) return 'never ends';
  return !runsApp && CHANGES_FILES.test(text) ? 'changes files' : undefined;
}

/** The project's TypeScript compiler, which no script runs. */
function typeCheck(root: string, packageDir: string): Script[] {
  const folders = packageDir.split('/').map((_, depth, parts) => parts.slice(0, parts.length - depth).join('/'));
  const tsc = [...folders, ''].map((dir) => path.join(root, dir, 'node_modules/typescript/bin/tsc')).find(existsSync);
  if (!tsc || !existsSync(path.join(root, packageDir, 'tsconfig.json'))) return [];
  const script = path.relative(path.join(root, packageDir), tsc);
  return [
    { title: 'tsc --noEmit', command: process.execPath, args: [script, '--noEmit'], cwd: packageDir, runsApp: false },
  ];
}
