import { basename, dirname, join, relative, sep } from 'node:path';
import ignore from 'ignore';
import type { Disk } from '../project/disk.ts';
import type { PackageFacts } from '../project/manifest.ts';
import { DOCKERFILE } from '../project/node-version.ts';
import { moduleRequests } from '../syntax/imports.ts';
import type { SourceFile } from '../syntax/source-file.ts';
import { isFirebaseFunction } from './env-loaders.ts';

/** What the files around the code tell about where the app runs. */
export interface PlatformFacts {
  /** Files that list environment variables by name: the app gets no others, or does not check them. */
  variableLists: { path: string; text: string; isOfApp: boolean }[];
  /** The compose file that builds the app and names no MongoDB. */
  composeWithoutMongo: string | undefined;
  /** The Dockerfile that copies the env file into its image. */
  copiesEnvFile: { file: string; line: number } | undefined;
  /** A platform runs the app for single requests. */
  serverless: boolean;
  /** Firebase Hosting, which passes on no cookie but __session. */
  firebaseHosting: boolean;
}

const CONFIGURATION =
  /^(((docker-)?compose(\.[\w-]+)?|serverless|render|app)\.ya?ml|ecosystem\.(config\.c?js|json)|(turbo|app|nodemon|vercel)\.json|fly\.toml)$/;
/** Folders whose YAML files say where the app runs. */
const DEPLOYMENT = /^(k8s|kubernetes|kube|helm|chart|charts|deploy|deployment|manifests|infra|docker|\.docker)$/;
const DECLARATIONS = ['env', 'environment', 'global', 'globals', 'process-env', 'types'].flatMap((name) =>
  ['', 'src', 'types', 'src/types', '@types', 'src/@types'].map((dir) => join(dir, `${name}.d.ts`)),
);
const SERVERLESS_FILES = ['serverless.yml', 'serverless.yaml', 'serverless.ts'];
const SERVERLESS_PACKAGES =
  /^(serverless-http|aws-serverless-express|@(vendia|codegenie)\/serverless-express|firebase-functions|@netlify\/functions|@google-cloud\/functions-framework|azure-function-express|@azure\/functions)(\/|$)/;
/** A vercel.json that sends requests to code, not only to the files of a front end. */
const VERCEL_CODE = /@vercel\/node|"functions"|"(dest|destination)"\s*:\s*"[^"]*(\.[cm]?[jt]s|\/api\b)/;
const VALIDATORS = /^(zod|znv|envalid|joi|yup|valibot|arktype|convict|env-schema|@t3-oss\/env-)/;
/** Validators that read process.env themselves. */
const READERS = /^(envsafe|zennv)$/;

export function readPlatform(disk: Disk, pkg: PackageFacts, files: SourceFile[], envFile: string): PlatformFacts {
  const dirs = [...new Set([pkg.dir, disk.root])];
  const readFile = (path: string): PlatformFacts['variableLists'] => {
    const whole = disk.isFile(path) ? disk.read(path) : undefined;
    if (whole === undefined) return [];
    const text = COMPOSE.test(basename(path)) ? builtServices(whole) : whole;
    return [{ path: disk.name(path), text, isOfApp: /turbo|\.d\.ts$/.test(path) || BUILT.test(text) }];
  };
  const read = (name: string): PlatformFacts['variableLists'] => dirs.flatMap((dir) => readFile(join(dir, name)));
  const requests = files.flatMap((file) => moduleRequests(file).map(({ specifier }) => specifier));
  const sources = files.filter(isValidation).map(({ path, text }) => ({ path, text, isOfApp: true }));
  const configured = configurations(disk, dirs);
  const isFunction = isFirebaseFunction(files);
  return {
    composeWithoutMongo: configured
      .filter((path) => COMPOSE.test(basename(path)))
      .map((path) => ({ name: disk.name(path), text: disk.read(path) ?? '' }))
      .find(({ text }) => BUILT.test(text) && !/mongo/i.test(text))?.name,
    variableLists: [
      ...configured.flatMap(readFile).filter(({ path, text }) => isVariableList(path, text)),
      ...DECLARATIONS.flatMap(read).filter(({ text }) => /interface\s+ProcessEnv\b/.test(text)),
      ...sources,
    ],
    copiesEnvFile: dirs.map((dir) => copyOf(disk, dir, envFile)).find((place) => place !== undefined),
    serverless:
      SERVERLESS_FILES.some((name) => disk.isFile(join(pkg.dir, name))) ||
      VERCEL_CODE.test(disk.read(join(pkg.dir, 'vercel.json')) ?? '') ||
      requests.some((specifier) => SERVERLESS_PACKAGES.test(specifier)),
    firebaseHosting: [...dirs, ...dirs.map(dirname)].some((dir) => {
      const hosting = JSON.stringify(disk.readJson(join(dir, 'firebase.json'))?.hosting) ?? '';
      return isFunction ? hosting !== '' : /"run":/.test(hosting);
    }),
  };
}

function configurations(disk: Disk, dirs: string[]): string[] {
  return dirs.flatMap((dir) =>
    disk.list(dir).flatMap((name) => {
      if (CONFIGURATION.test(name)) return join(dir, name);
      const inner = DEPLOYMENT.test(name) ? disk.list(join(dir, name)) : [];
      return inner.filter((file) => /\.ya?ml$/.test(file)).map((file) => join(dir, name, file));
    }),
  );
}

const COMPOSE = /compose(\.[\w-]+)?\.ya?ml$/;
const BUILT = /^\s+build:/m;

/** The services of a compose file that are built here; the whole text if there are none or they refer to others. */
function builtServices(text: string): string {
  const indent = /^services:.*\n(?:[ \t]*(?:#.*)?\r?\n)*([ \t]+)/m.exec(text)?.[1];
  const services = indent === undefined ? [] : text.split(new RegExp(`^(?=(?:${indent})?[\\w.-]+:)`, 'm'));
  const built = services.filter((service) => BUILT.test(service)).join('');
  return built === '' || /<<:|extends:|env\w*: *\*/.test(built) ? text : built;
}

/** Whether a configuration sets variables one by one. */
function isVariableList(path: string, text: string): boolean {
  if (path.endsWith('turbo.json')) return /"(tasks|env|globalEnv)"/.test(text) && !/"\*"|"loose"/.test(text);
  if (/\benv_file\b/.test(text)) return false;
  return /\b(environment|env\w*)['"]?\s*[:=\]]/i.test(text);
}

/** Whether a file checks all of process.env against a schema. */
function isValidation(file: SourceFile): boolean {
  const passesAll = /process\.env\s*[),;}]/.test(file.text);
  return moduleRequests(file).some(
    ({ specifier }) => READERS.test(specifier) || (passesAll && VALIDATORS.test(specifier)),
  );
}

/** The line of a Dockerfile that copies the folder of the env file into the image, unless .dockerignore excludes it. */
function copyOf(disk: Disk, dir: string, envFile: string): PlatformFacts['copiesEnvFile'] {
  const name = relative(dir, envFile).split(sep).join('/');
  const excluded = ignore().add(disk.read(join(dir, '.dockerignore')) ?? '');
  if (name.startsWith('..') || excluded.ignores(name)) return undefined;
  for (const folder of [dir, join(dir, 'docker')])
    for (const file of disk.list(folder)) {
      if (!DOCKERFILE.test(file) || FOR_DEVELOPMENT.test(file)) continue;
      const line = copyingLine(disk.read(join(folder, file)) ?? '');
      if (line !== undefined) return { file: disk.name(join(folder, file)), line };
    }
  return undefined;
}

const FOR_DEVELOPMENT = /^(dev|test)|\.(dev|test)/;

/** The number of the line whose whole folder ends up in the last stage, directly or by way of stages before. */
function copyingLine(text: string): number | undefined {
  const copied = new Map<string, number>();
  const folders = new Map<string, string>();
  let stages = 0;
  let stage = '';
  text.split(/\r?\n/).forEach((line, index) => {
    const [command = '', ...words] = line.trim().split(/\s+/);
    const [source = '', , alias] = words.filter((word) => !word.startsWith('--'));
    const from = words.find((word) => word.startsWith('--from='))?.slice('--from='.length);
    const inherited = copied.get(from ?? source);
    if (/^FROM$/i.test(command)) {
      stage = alias ?? String(stages);
      stages += 1;
      if (inherited !== undefined) copied.set(stage, inherited);
    } else if (/^WORKDIR$/i.test(command)) folders.set(stage, source);
    else if (/^(COPY|ADD)$/i.test(command)) {
      const isWhole =
        /^\.?\/?$/.test(source) || (from !== undefined && source.replace(/\/\.?$/, '') === folders.get(from));
      if (isWhole && from === undefined) copied.set(stage, index + 1);
      else if (isWhole && inherited !== undefined) copied.set(stage, inherited);
    }
  });
  return copied.get(stage);
}
