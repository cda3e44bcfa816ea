import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { leanSemver } from '../../build/lean/semver.ts';
import { STAND_INS } from '../../build/lean/stand-ins.ts';

const require = createRequire(import.meta.url);
const FOLDER = path.dirname(require.resolve('semver/package.json'));

type Call = (...args: unknown[]) => unknown;

/** The library as it goes into the bundle: each file is read anew, without what we do not reach. */
function lean(): (file: string) => Call {
  const loaded = new Map<string, { exports: unknown }>();
  const load = (id: string): unknown => {
    const known = loaded.get(id);
    if (known) return known.exports;
    const module = { exports: {} };
    loaded.set(id, module);
    const file = path.relative(path.dirname(FOLDER), id).replaceAll(path.sep, '/');
    const code = STAND_INS[file] ?? leanSemver(file, readFileSync(id, 'utf8'), id);
    const near = (name: string): unknown => load(path.join(path.dirname(id), `${name.replace(/\.js$/, '')}.js`));
    new Function('module', 'exports', 'require', code)(module, module.exports, near);
    return module.exports;
  };
  return (file) => load(path.join(FOLDER, file)) as Call;
}

const VERSIONS = ['1.2.3', '0.0.0', '2.0.0-rc.1', '10.20.30-alpha.beta+b.1', 'v3.1.0', '=4.0.0', '1.2', '01.2.3', ''];
const RANGES = [
  ...[
    '^1.2.3',
    '~1.2',
    '~> 2.0.1-a',
    '^0.0.3',
    '^ 0.1',
    '>=1 <3',
    '> 1.2.3 < 2',
    '<= 4.x',
    '1.x || >=2.5.0 || 5.0.0 - 7.2.3',
  ],
  ...[
    '*',
    'x',
    '',
    'latest',
    '>=0.0.0',
    '<0.0.0-0',
    '^2.0.0-rc',
    '1.2.3 - 2',
    '=1.2.3+build',
    '>v1',
    '>= v 2.0.0',
    'a',
    '||',
  ],
  ...[
    'workspace:*',
    '^1.2.3.4',
    '>\t1',
    ' 1.2.3 ',
    '1 2 3',
    '1.2.3beta',
    '>1.2.3beta <2',
    '~1.2.3beta',
    '^',
    '>x',
    '<=1.2.3-0',
  ],
];

describe('semver as we ship it', () => {
  const short = lean();
  const whole = (file: string): Call => require(path.join(FOLDER, file));
  const outcome = (call: Call, ...args: unknown[]): string => {
    try {
      return JSON.stringify(call(...args)) ?? 'undefined';
    } catch (error) {
      return String(error);
    }
  };
  const expectSame = (file: string, ...args: unknown[]): void => {
    expect(outcome(short(file), ...args), JSON.stringify([file, ...args])).toBe(outcome(whole(file), ...args));
  };

  it('reads versions as the whole does', () => {
    for (const version of VERSIONS) {
      expectSame('functions/valid.js', version);
      for (const other of VERSIONS) expectSame('functions/gte.js', version, other);
    }
  });

  it('reads ranges as the whole does', () => {
    for (const range of RANGES) {
      expectSame('ranges/valid.js', range);
      expectSame('ranges/min-version.js', range);
      for (const other of RANGES) expectSame('ranges/intersects.js', range, other);
      for (const version of VERSIONS) {
        expectSame('functions/satisfies.js', version, range);
        expectSame('functions/satisfies.js', version, range, { includePrerelease: true });
      }
    }
  });
});
