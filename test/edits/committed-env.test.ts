import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { changes, plan, writeTree } from './plans.ts';

const folder = mkdtempSync(join(tmpdir(), 'committed-env-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('the settings of a committed env file are kept in its example, without the secrets', () => {
  writeTree(folder, {
    '.env': 'NODE_PATH=src/\nAPI_KEY=123\n',
    'package.json': JSON.stringify({
      name: 'stall',
      main: 'app.js',
      dependencies: { express: '^4.18.2', 'express-session': '^1.19.0' },
    }),
    'app.js': `const express = require('express');
const session = require('express-session');
const app = express();
app.use(session({ secret: 'some string', resave: false, saveUninitialized: false }));
app.get('/', (req, res) => res.send('ok'));
app.listen(3000);
`,
  });
  for (const args of [
    ['init', '-q'],
    ['add', '.'],
  ])
    execFileSync('git', args, { cwd: folder });
  const planned = plan(folder, {});
  expect(changes(planned)['.env.example']).toMatch(/^NODE_PATH=src\/\nAPI_KEY=\n/);
  expect(planned.notes.find(({ code }) => code === 'env-committed')?.message).toMatch(
    /copy \.env\.example to \.env\.$/,
  );
});
