import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const FILES = {
  'package.json':
    '{ "name": "app", "scripts": { "start": "node app.js" }, "dependencies": { "express": "^4.21.2" } }\n',
  'app.js': `const express = require('express');
const routes = require('./routes');

const app = express();
app.use(express.json());
app.use('/', routes);
app.listen(3000);
`,
  'routes.js': "module.exports = require('express').Router();\n",
};

/** The files that `add` creates. */
const ADDED = ['.env', '.env.example', '.gitignore'];

/** Writes an Express app of two files, and further files that it does not load. */
export function writeProject(folder: string, others: number): void {
  mkdirSync(folder, { recursive: true });
  restoreProject(folder);
  for (let index = 0; index < others; index += 1) {
    const under = path.join(folder, 'lib', String(index % 100));
    if (index < 100) mkdirSync(under, { recursive: true });
    writeFileSync(path.join(under, `${index}.js`), FILES['routes.js']);
  }
}

/** Restores the project to its state before `add`. */
export function restoreProject(folder: string): void {
  for (const [file, text] of Object.entries(FILES)) writeFileSync(path.join(folder, file), text);
  for (const file of ADDED) rmSync(path.join(folder, file), { force: true });
}
