import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { time } from '../../bench/cli/measure.ts';
import { packedCli, scratchFolder } from '../real/packed.ts';
import { run } from '../real/spawn.ts';

const APP = `const express = require('express');
const routes = require('./routes');

const app = express();
app.use(express.json());
app.use('/', routes);
app.listen(3000);
`;

/** A Git repository in which the entry reaches two files, and `others` are unreachable. */
async function project(others: number): Promise<string> {
  const folder = scratchFolder();
  const write = (file: string, text: string): void => writeFileSync(path.join(folder, file), text);
  write(
    'package.json',
    '{ "name": "large", "scripts": { "start": "node app.js" }, "dependencies": { "express": "^4.21.2", "mongodb": "^6.9.0" } }\n',
  );
  write('app.js', APP);
  write('routes.js', "module.exports = require('express').Router();\n");
  for (let index = 0; index < others; index += 1) {
    const under = path.join('lib', String(index % 100));
    if (index < 100) mkdirSync(path.join(folder, under), { recursive: true });
    write(path.join(under, `${index}.js`), `const express = require('express');\nmodule.exports = express.Router();\n`);
  }
  const git = (...args: string[]) =>
    run('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.org', ...args], { cwd: folder });
  await git('init', '-q');
  await git('add', '.');
  await git('commit', '-qm', 'all');
  return folder;
}

/** CPU time in seconds, which depends little on the load of the machine. */
const seconds = (cwd: string, args: string[]): number => time({ name: 'run', argv: [packedCli(), ...args], cwd }).cpu;

let small: string;
let large: string;
beforeAll(async () => {
  [small, large] = [await project(18), await project(19_998)];
}, 120_000);

test.each([
  [1.3, ['add', '--yes', '--dry-run', '--json']],
  [1.5, ['doctor', '--json']],
])(
  '20,000 files that the app does not load take at most %d times as long as 20: %j',
  { timeout: 120_000 },
  (bar, args) => {
    const times: [number, number][] = [];
    for (let round = 0; round < 9; round += 1) times.push([seconds(small, args), seconds(large, args)]);
    // Compare the fastest runs, because load on the machine only makes a run slower.
    const ratio = Math.min(...times.map(([, slow]) => slow)) / Math.min(...times.map(([fast]) => fast));
    console.log(`20,000 files take ${ratio.toFixed(2)} times what 20 take`);
    expect(ratio).toBeLessThanOrEqual(bar);
  },
);
