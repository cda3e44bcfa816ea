import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { changes, plan, writeTree } from '../edits/plans.ts';

const folder = mkdtempSync(join(tmpdir(), 'committed-env-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('the example of a committed env file lists the variables without a value, too', () => {
  writeTree(folder, {
    'package.json': '{ "name": "inbox", "dependencies": { "dotenv": "16.4.5", "express": "4.21.0" } }',
    'index.js':
      "require('dotenv').config();\nconst app = require('express')();\napp.get('/', (req, res) => res.end());\napp.listen(3000);\n",
    '.env': 'MAIL_FROM=\nMAIL_KEY = abc\n',
  });
  for (const args of [
    ['init', '-q'],
    ['add', '.'],
  ])
    execFileSync('git', args, { cwd: folder });
  expect(changes(plan(folder, {}))['.env.example']).toBe(
    'MAIL_FROM=\nMAIL_KEY=\nSESSION_SECRET=\nMONGODB_URI=mongodb://127.0.0.1:27017/inbox\n',
  );
});
