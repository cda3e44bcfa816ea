import { join } from 'node:path';
import validRange from 'semver/ranges/valid.js';
import type { Disk } from './disk.ts';
import { asObject, asString } from './json.ts';
import { lineInManifest, type PackageFacts } from './packages.ts';

/** A place that says which Node the project runs on. */
export interface NodeFact {
  /** As it is written: `>=16`, `v14.1.0`, `20-alpine`. */
  said: string;
  range: string;
  file: string;
  line?: number;
}

/** Major versions by the names of their release lines, which `.nvmrc` and images may give instead. */
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

/** What names a version, and where in it. The last image of a Dockerfile is the one that runs. */
const FILES: [name: string, version: RegExp][] = [
  ['.nvmrc', /^\s*(\S+)/],
  ['.node-version', /^\s*(\S+)/],
  ['.tool-versions', /^nodejs?\s+(\S+)/m],
  ['Dockerfile', /^FROM\s+(?:--\S+\s+)*(?:docker\.io\/)?(?:library\/)?node:(\S+)(?![\s\S]*^FROM .*node:)/im],
];

/** What `engines` says, then the files beside package.json, else those at the root. */
export function nodeFacts(disk: Disk, pkg: PackageFacts): NodeFact[] {
  const engines = pkg.engines === undefined ? null : validRange(pkg.engines.trim());
  const volta = asString(asObject(pkg.json.volta).node);
  return [
    ...(engines === null
      ? []
      : [{ said: pkg.engines ?? '', range: engines, file: pkg.file, ...lineInManifest(pkg, 'engines') }]),
    ...named(volta, pkg.file),
    ...FILES.flatMap(([name, version]) => {
      const path = [...new Set([pkg.dir, disk.root])].map((dir) => join(dir, name)).find((file) => disk.isFile(file));
      const text = path && disk.read(path);
      return path && text ? named(version.exec(withArguments(text))?.[1], disk.name(path)) : [];
    }),
  ];
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
