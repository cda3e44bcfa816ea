import { dirname, join } from 'node:path';
import validRange from 'semver/ranges/valid.js';
import { majorOf, mayBe } from './dependencies.ts';
import { type Disk, filesBelow, repositoryOf } from './disk.ts';
import { asObject, asString } from './json.ts';
import { findLockfile, lockedVersion } from './lockfile.ts';
import { lineInManifest, type PackageFacts, readManifest } from './manifest.ts';

/** A declaration of the Node version of the project. */
export interface NodeFact {
  /** The source text: `>=16`, `v14.1.0`, `20-alpine`. */
  said: string;
  range: string;
  file: string;
  line?: number;
  /** The version is that of a container image, so the app runs on it. */
  image?: boolean;
  /** The reason when something else limits the Node version. */
  instead?: string;
}

/** Names of the LTS release lines, from Node 4 on, which `.nvmrc` and images may use. */
const LINES = 'argon boron carbon dubnium erbium fermium gallium hydrogen iron jod krypton'.split(' ');

/** Files beside package.json, else at the root, that name one version. */
const FILES: [name: string, version: RegExp][] = [
  ['.nvmrc', /^\s*(\S+)/],
  ['.node-version', /^\s*(\S+)/],
  ['.tool-versions', /^nodejs?\s+(\S+)/m],
];

const SKIPPED =
  /^(\.(?!(github|circleci|docker)$).*|node_modules|bower_components|dist|coverage|public|tests?|__tests__|fixtures|examples?)$/;
/** The largest number of files whose names are looked at. */
const MAX_FILES = 1_000;
export const DOCKERFILE = /(^|\/)((Dockerfile|Containerfile)(\.(?!dockerignore)[^/]+)?|[^/]+\.Dockerfile)$/i;
const PIPELINE =
  /(^|\/)(\.github\/workflows\/[^/]+|\.circleci\/config|\.travis|\.gitlab-ci|\.?appveyor|(azure|bitbucket)-pipelines|(docker-)?compose[^/]*|app|serverless)\.ya?ml$/;
const COMPOSE = /(^|\/)(docker-)?compose[^/]*$/;
/** The base image of the last build stage, which is the one that runs. */
const BASE_IMAGE =
  /^FROM\s+(?:--\S+\s+)*\S*?(?:\bnode:|\/nodejs(?=\d))(\S+)(?![\s\S]*^FROM .*(?:\bnode:|\/nodejs\d))/im;
/** `image: node:18`, `runtime: nodejs18.x`, and the key of a version or of a list of versions. */
const IMAGE = /\b(?:image|container)["']?:\s*["']?(?:[\w.-]+\/)*node:(\S+?)["']?\s*$/gm;
const RUNTIME = /\bruntime["']?:\s*["']?nodejs(\d+)/g;
const VERSIONS =
  /(?:^|[{,])[\s-]*["']?(?:node(?:[-_]?js)?(?:[-_]?versions?)?|(?<=NodeTool@\d[\s\S]{0,200})versionSpec)["']?:[ \t]*(\[[^\]]*\]|(?:\r?\n[ \t]*-[ \t]*["']?[\w./*]+["']?[ \t]*(?=\r?\n|$))+|[^\r\n#,}]*)/gim;

/** The versions declared in package.json, in files beside it or at the root of its repository, in images and in CI. */
export function nodeFacts(disk: Disk, pkg: PackageFacts): NodeFact[] {
  const top = repositoryOf(disk);
  const dirs = [...new Set([pkg.dir, disk.root, top])];
  const engines = dirs.map((dir) => ({
    file: disk.name(join(dir, 'package.json')),
    said: asString(asObject(readManifest(disk, dir).engines).node),
  }));
  const declared = engines.find(({ said }) => said !== undefined);
  const volta = asString(asObject(pkg.json.volta).node);
  // The package `node` puts its own Node on the path of every script.
  const bundled = pkg.dependencies.node?.version ?? pkg.dependencies.node?.range;
  return [
    ...ranged(pkg, declared?.said?.trim(), 'engines', declared?.file),
    ...ranged(pkg, bundled, 'node'),
    ...limits(pkg, lockedVersion(findLockfile(disk, pkg.dir, top), 'node-sass', '^4.3.0')),
    ...named(volta, pkg.file),
    ...FILES.flatMap(([name, version]) => {
      const path = dirs.map((dir) => join(dir, name)).find((file) => disk.isFile(file));
      const text = path && disk.read(path);
      return path && text ? named(version.exec(text)?.[1], disk.name(path)) : [];
    }),
    ...deployed(disk, pkg, top),
  ];
}

/** The newest Node that the majors of node-sass compile for. */
const NODE_SASS: Record<number, number> = { 4: 14, 5: 15, 6: 16, 7: 17, 8: 19, 9: 20 };

/** The same for the minors of node-sass 4. */
const NODE_SASS_4: Record<number, number> = { 9: 10, 10: 11, 11: 11, 12: 12, 13: 13, 14: 14 };

/** Since Node 19, this flag is ignored: imports need the extension of their file. */
const RESOLUTION_FLAG = /--(?:experimental|es-module)-specifier-resolution=node/;

/** Packages and flags that do not work on a newer Node: gulp 3 because of graceful-fs 3, bcrypt according to its README. */
function limits({ dependencies, file, scripts }: PackageFacts, lockedSass: string | undefined): NodeFact[] {
  const sass = dependencies['node-sass']
    ? majorOf(dependencies['node-sass'])
    : dependencies['node-sass-middleware'] && 4;
  const minor = Math.max(9, Number(/^4\.(\d+)/.exec(lockedSass ?? '')?.[1] ?? 14));
  const { bcrypt } = dependencies;
  const older = mayBe(bcrypt, '3.0.6') ? undefined : 11;
  const newest: [string, number | undefined][] = [
    [
      `node-sass ${sass === 4 ? (minor === 14 ? '4.14' : lockedSass) : sass}`,
      sass === undefined ? undefined : sass === 4 ? NODE_SASS_4[minor] : NODE_SASS[Math.max(sass, 4)],
    ],
    ['gulp 3', majorOf(dependencies.gulp) === 3 ? 11 : undefined],
    [`bcrypt ${bcrypt?.version ?? bcrypt?.range}`, mayBe(bcrypt, '3.0.0') ? older : 9],
  ];
  const flag = Object.values(scripts).flatMap((script) => RESOLUTION_FLAG.exec(script) ?? [])[0];
  if (flag !== undefined) newest.push([flag, 18]);
  return newest.flatMap(([name, major]) =>
    major === undefined
      ? []
      : [{ said: `${major}`, range: `<${major + 1}`, file, instead: `${name} works on Node ${major} at most` }],
  );
}

/** The versions of the images and CI jobs of a package. */
function deployed(disk: Disk, pkg: PackageFacts, top: string): NodeFact[] {
  const facts: NodeFact[] = [];
  for (const { path } of filesBelow(disk, top, SKIPPED, MAX_FILES)) {
    const file = disk.name(path);
    const image = DOCKERFILE.test(file);
    if ((!image && !PIPELINE.test(file)) || !isOf(disk, pkg, top, path)) continue;
    const text = disk.read(path) ?? '';
    if (image)
      facts.push(...named(BASE_IMAGE.exec(withArguments(text))?.[1], file).map((fact) => ({ ...fact, image })));
    else {
      const more = COMPOSE.test(file) ? { image: true } : {};
      facts.push(...[...new Set(versionsIn(text))].flatMap((version) => named(version, file, more)));
    }
  }
  return facts;
}

/** Whether the nearest package.json at or above a file is that of the package or of the repository. */
function isOf(disk: Disk, pkg: PackageFacts, top: string, path: string): boolean {
  for (let dir = dirname(path); ; dir = dirname(dir)) {
    if (dir === pkg.dir || dir === top) return true;
    if (disk.isFile(join(dir, 'package.json'))) return false;
  }
}

function versionsIn(yaml: string): string[] {
  const listed = [...yaml.matchAll(VERSIONS)].flatMap(
    ([, value]) => value?.match(/(?<![\w.<>=/@])(v?\d+(\.(\d+|x|\*))*|lts\/[a-z]+)(?![\w.])/gi) ?? [],
  );
  const images = [...yaml.matchAll(IMAGE), ...yaml.matchAll(RUNTIME)].flatMap(([, version]) => version ?? []);
  return [...listed, ...images];
}

function ranged(pkg: PackageFacts, said: string | undefined, at: string, file = pkg.file): NodeFact[] {
  const range = said === undefined ? null : validRange(said);
  if (said === undefined || range === null) return [];
  return [{ said, range, file, ...(file === pkg.file ? lineInManifest(pkg, at) : {}) }];
}

/**
 * The loader `esm`, whose parser is of 2019: connect-mongo 5 and its drivers fail to load through it.
 * @param loadedBy the first file that loads `esm`
 */
export function esmLoader(loadedBy: string | undefined, pkg: PackageFacts): NodeFact[] {
  const preloads = Object.values(pkg.scripts).some((script) => /(-r|--require)[ =]esm\b/.test(script));
  const file = loadedBy ?? (preloads ? pkg.file : undefined);
  if (file === undefined) return [];
  const instead = `${file} loads modules through esm, which reads the syntax of Node 12 at most`;
  return [{ said: 'esm', range: '12.x', file, instead }];
}

/** `FROM node:${NODE_VERSION}` with the default of its argument. */
function withArguments(text: string): string {
  const given = new Map([...text.matchAll(/^ARG\s+(\w+)=["']?([^\s"']+)/gm)].map(([, name, value]) => [name, value]));
  return text.replace(/\$\{?(\w+)\}?/g, (whole, name) => given.get(name) ?? whole);
}

function named(said: string | undefined, file: string, more: Pick<NodeFact, 'image'> = {}): NodeFact[] {
  const number = /^v?(\d+(?:\.\d+){0,2})(?:\.[x*])*(?:-|$)/.exec(said ?? '')?.[1];
  const line = LINES.findIndex((name) => said?.replace(/^lts\//, '').startsWith(name));
  const range = number ?? (line === -1 ? undefined : `${4 + 2 * line}`);
  return said === undefined || range === undefined
    ? []
    : [{ said: said.replace(/^(v?\d[\d.]*)-.*/, '$1'), range: validRange(range) ?? '*', file, ...more }];
}
