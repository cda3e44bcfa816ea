import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { Disk } from '../../src/inspect/project/disk.ts';
import { readPackage } from '../../src/inspect/project/manifest.ts';
import { nodeFacts } from '../../src/inspect/project/node-version.ts';

const scratch = mkdtempSync(join(tmpdir(), 'node-version-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

function versions(name: string, text: string): string[] {
  const dir = mkdtempSync(join(scratch, 'app-'));
  mkdirSync(dirname(join(dir, name)), { recursive: true });
  writeFileSync(join(dir, 'package.json'), '{}');
  writeFileSync(join(dir, name), text);
  const disk = new Disk(dir);
  const pkg = readPackage(disk, dir, undefined, true);
  return pkg ? nodeFacts(disk, pkg).map(({ said }) => said) : [];
}

it.each([
  [
    '.github/workflows/a.yml',
    'steps:\n  - uses: actions/setup-node@v4\n    with: { node-version: 18, cache: npm }\n',
    ['18'],
  ],
  ['.github/workflows/a.yml', "matrix:\n  node: ['18.x', 20]\n  python: ['3.8']\n", ['18.x', '20']],
  ['.github/workflows/a.yml', 'node-version:\n  - 16\n  - 18.x\nruns: 3\n', ['16', '18.x']],
  ['.github/workflows/a.yml', 'env:\n  NODE_VERSION: 18.20.2 # LTS\n', ['18.20.2']],
  ['.github/workflows/a.yml', 'with:\n  node-version: ">=14"\n  node-version-file: .nvmrc18\n', []],
  ['.github/workflows/a.yml', 'with:\n  node-version: lts/hydrogen\n', ['lts/hydrogen']],
  ['.travis.yml', 'language: node_js\nnode_js:\n  - "14"\n  - 16\nservices: [mongodb]\n', ['14', '16']],
  ['.gitlab-ci.yml', 'image: node:18-alpine\ntest:\n  script: npm test\n', ['18']],
  ['.circleci/config.yml', 'docker:\n  - image: cimg/node:18.20\n  - image: mongo:4\n', ['18.20']],
  ['.circleci/config.yml', 'orbs:\n  node: circleci/node@3.0.0\n', []],
  ['azure-pipelines.yml', "- task: NodeTool@0\n  inputs:\n    versionSpec: '18.x'\n", ['18.x']],
  ['azure-pipelines.yml', "- task: UsePythonVersion@0\n  inputs:\n    versionSpec: '3.8'\n", []],
  ['docker-compose.yml', 'services:\n  node:\n    image: "node:18"\n    ports: ["80:80"]\n', ['18']],
  ['app.yaml', 'runtime: nodejs18\n', ['18']],
  ['docker/api.Dockerfile', 'FROM node:20 AS build\nFROM node:18-slim\n', ['18']],
  ['deploy/Dockerfile', 'FROM gcr.io/distroless/nodejs18-debian11\n', ['18']],
  ['.nvmrc', '22.x\n', ['22.x']],
])('finds the Node versions in %s: %j', (name, text, expected) => {
  expect(versions(name, text)).toEqual(expected);
});

it.each([
  ['2.0.1', ['9']],
  ['^2.0.0 || ^3.0.0', []],
  ['3.0.5', ['11']],
  ['^3.0.0', []],
])('knows the newest Node for bcrypt %s', (range, expected) => {
  expect(versions('package.json', JSON.stringify({ dependencies: { bcrypt: range } }))).toEqual(expected);
});

it('knows the newest Node for imports without extensions', () => {
  const scripts = { start: 'node --es-module-specifier-resolution=node app', dev: 'nodemon app' };
  expect(versions('package.json', JSON.stringify({ scripts }))).toEqual(['18']);
});

it('ignores the image of a folder with its own package.json', () => {
  mkdirSync(join(scratch, 'client'));
  writeFileSync(join(scratch, 'package.json'), '{}');
  writeFileSync(join(scratch, 'client/package.json'), '{}');
  writeFileSync(join(scratch, 'client/Dockerfile'), 'FROM node:12\n');
  const disk = new Disk(scratch);
  const pkg = readPackage(disk, scratch, undefined, true);
  expect(pkg && nodeFacts(disk, pkg)).toEqual([]);
});

it('reads the declarations at the root of the repository for a package in a folder', () => {
  const repository = mkdtempSync(join(scratch, 'repository-'));
  const dir = join(repository, 'server');
  mkdirSync(join(repository, '.git'));
  mkdirSync(dir);
  writeFileSync(join(repository, 'package.json'), '{ "engines": { "node": "16.x" } }');
  writeFileSync(join(repository, '.nvmrc'), '18\n');
  writeFileSync(join(repository, 'Dockerfile'), 'FROM node:20\n');
  writeFileSync(join(dir, 'package.json'), '{}');
  const disk = new Disk(dir);
  const pkg = readPackage(disk, dir, undefined, true);
  expect(pkg && nodeFacts(disk, pkg).map(({ file, said }) => [file, said])).toEqual([
    ['../package.json', '16.x'],
    ['../.nvmrc', '18'],
    ['../Dockerfile', '20'],
  ]);
});
