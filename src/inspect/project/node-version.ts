import { join } from 'node:path';
import validRange from 'semver/ranges/valid.js';
import type { Disk } from './disk.ts';
import { asObject, asString } from './json.ts';
import { lineInManifest, type PackageFacts } from './manifest.ts';

/** A declaration of the Node version of the project. */
export interface NodeFact {
  /** The source text: `>=16`, `v14.1.0`, `20-alpine`. */
  said: string;
  range: string;
  file: string;
  line?: number;
  /** The reason when something else limits the syntax to that of this Node version. */
  instead?: string;
}

/** Names of the LTS release lines, from Node 4 on, which `.nvmrc` and images may use. */
const LINES = [
  'argon',
  'boron',
  'carbon',
  'dubnium',
  'erbium',
  'fermium',
  'gallium',
  'hydrogen',
  'iron',
  'jod',
  'krypton',
];

/** Files that declare a version, and where. The last image of a Dockerfile is the one that runs. */
const FILES: [name: string, version: RegExp][] = [
  ['.nvmrc', /^\s*(\S+)/],
  ['.node-version', /^\s*(\S+)/],
  ['.tool-versions', /^nodejs?\s+(\S+)/m],
  ['Dockerfile', /^FROM\s+(?:--\S+\s+)*(?:docker\.io\/)?(?:library\/)?node:(\S+)(?![\s\S]*^FROM .*node:)/im],
];

/** The versions declared in package.json, then in files beside it, else at the root. */
export function nodeFacts(disk: Disk, pkg: PackageFacts): NodeFact[] {
  const volta = asString(asObject(pkg.json.volta).node);
  // The package `node` puts its own Node on the path of every script.
  const bundled = pkg.dependencies.node?.version ?? pkg.dependencies.node?.range;
  return [
    ...ranged(pkg, pkg.engines?.trim(), 'engines'),
    ...ranged(pkg, bundled, 'node'),
    ...named(volta, pkg.file),
    ...FILES.flatMap(([name, version]) => {
      const path = [...new Set([pkg.dir, disk.root])].map((dir) => join(dir, name)).find((file) => disk.isFile(file));
      const text = path && disk.read(path);
      return path && text ? named(version.exec(withArguments(text))?.[1], disk.name(path)) : [];
    }),
  ];
}

function ranged(pkg: PackageFacts, said: string | undefined, at: string): NodeFact[] {
  const range = said === undefined ? null : validRange(said);
  return said === undefined || range === null ? [] : [{ said, range, file: pkg.file, ...lineInManifest(pkg, at) }];
}

/**
 * The loader `esm`, whose parser is of 2019: connect-mongo 5 and its drivers fail to load through it.
 * @param loadedBy the first file that loads `esm`
 */
export function esmLoader(loadedBy: string | undefined, pkg: PackageFacts): NodeFact[] {
  const preloads = Object.values(pkg.scripts).some((script) => /(-r|--require)[ =]esm\b/.test(script));
  const file = loadedBy ?? (preloads ? pkg.file : undefined);
  if (file === undefined) return [];
  const instead = `${file} loads modules through esm, which cannot read newer ones`;
  return [{ said: 'esm', range: '12.x', file, instead }];
}

/** `FROM node:${NODE_VERSION}` with the default of its argument. */
function withArguments(text: string): string {
  const given = new Map([...text.matchAll(/^ARG\s+(\w+)=["']?([^\s"']+)/gm)].map(([, name, value]) => [name, value]));
  return text.replace(/\$\{?(\w+)\}?/g, (whole, name) => given.get(name) ?? whole);
}

function named(said: string | undefined, file: string): NodeFact[] {
  const number = /^v?(\d+(?:\.\d+){0,2})(?:-|$)/.exec(said ?? '')?.[1];
  const line = LINES.findIndex((name) => said?.replace(/^lts\//, '').startsWith(name));
  const range = number ?? (line === -1 ? undefined : `${4 + 2 * line}`);
  return said === undefined || range === undefined ? [] : [{ said, range: validRange(range) ?? '*', file }];
}
