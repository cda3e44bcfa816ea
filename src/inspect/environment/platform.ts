import { dirname, join, relative, sep } from 'node:path';
import ignore from 'ignore';
import type { Disk } from '../project/disk.ts';
import type { PackageFacts } from '../project/manifest.ts';
import { moduleRequests } from '../syntax/imports.ts';
import type { SourceFile } from '../syntax/source-file.ts';

/** What the files around the code tell about where the app runs. */
export interface PlatformFacts {
  /** Files that list environment variables by name: the app gets no others, or does not check them. */
  variableLists: { path: string; text: string; isOfApp: boolean }[];
  /** The Dockerfile that copies the env file into its image. */
  copiesEnvFile: { file: string; line: number } | undefined;
  /** A platform runs the app for single requests. */
  serverless: boolean;
  /** Firebase Hosting, which passes on no cookie but __session. */
  firebaseHosting: boolean;
}

const CONFIGURATIONS = [
  ...['docker-compose', 'compose', 'serverless', 'render', 'app'].flatMap((name) => [`${name}.yml`, `${name}.yaml`]),
  ...['ecosystem.config.js', 'ecosystem.config.cjs', 'ecosystem.json', 'turbo.json', 'app.json', 'nodemon.json'],
  ...['fly.toml', 'vercel.json', '.env-cmdrc', '.env-cmdrc.json', '.env-cmdrc.js'],
];
const DECLARATIONS = ['env', 'environment', 'global', 'globals', 'process-env', 'types'].flatMap((name) =>
  ['', 'src', 'types', 'src/types', '@types', 'src/@types'].map((dir) => join(dir, `${name}.d.ts`)),
);
const SERVERLESS_FILES = ['serverless.yml', 'serverless.yaml', 'serverless.ts'];
const SERVERLESS_PACKAGES =
  /^(serverless-http|aws-serverless-express|@(vendia|codegenie)\/serverless-express|firebase-functions|@netlify\/functions|@google-cloud\/functions-framework|azure-function-express|@azure\/functions)(\/|$)/;
/** A vercel.json that sends requests to code, not only to the files of a front end. */
const VERCEL_CODE = /@vercel\/node|"functions"|"(dest|destination)"\s*:\s*"[^"]*(\.[cm]?[jt]s|\/api\b)/;
const VALIDATORS = /^(zod|envalid|joi|yup|valibot|arktype|convict|env-schema|@t3-oss\/env-)/;

export function readPlatform(disk: Disk, pkg: PackageFacts, files: SourceFile[], envFile: string): PlatformFacts {
  const dirs = [...new Set([pkg.dir, disk.root])];
  const read = (name: string): PlatformFacts['variableLists'] =>
    dirs.flatMap((dir) => {
      const text = disk.isFile(join(dir, name)) ? disk.read(join(dir, name)) : undefined;
      return text === undefined
        ? []
        : [
            {
              path: disk.name(join(dir, name)),
              text,
              isOfApp: /turbo|\.d\.ts$/.test(name) || /^\s+build:/m.test(text),
            },
          ];
    });
  const requests = files.flatMap((file) => moduleRequests(file).map(({ specifier }) => specifier));
  const sources = files.filter(isValidation).map(({ path, text }) => ({ path, text, isOfApp: true }));
  return {
    variableLists: [
      ...CONFIGURATIONS.flatMap(read).filter(({ path, text }) => isVariableList(path, text)),
      ...DECLARATIONS.flatMap(read).filter(({ text }) => /interface\s+ProcessEnv\b/.test(text)),
      ...sources,
    ],
    copiesEnvFile: dirs.map((dir) => copyOf(disk, dir, envFile)).find((place) => place !== undefined),
    serverless:
      SERVERLESS_FILES.some((name) => disk.isFile(join(pkg.dir, name))) ||
      VERCEL_CODE.test(disk.read(join(pkg.dir, 'vercel.json')) ?? '') ||
      requests.some((specifier) => SERVERLESS_PACKAGES.test(specifier)),
    firebaseHosting:
      requests.some((specifier) => /^firebase-functions(\/|$)/.test(specifier)) &&
      [...dirs, ...dirs.map(dirname)].some((dir) => disk.readJson(join(dir, 'firebase.json'))?.hosting !== undefined),
  };
}

/** Whether a configuration sets variables one by one. */
function isVariableList(path: string, text: string): boolean {
  if (path.endsWith('turbo.json')) return /"(tasks|env|globalEnv)"/.test(text) && !/"\*"|"loose"/.test(text);
  if (/\benv_file\b/.test(text)) return false;
  return /env-cmdrc/.test(path) || /\b(environment|env\w*)['"]?\s*[:=\]]/i.test(text);
}

/** Whether a file checks all of process.env against a schema. */
function isValidation(file: SourceFile): boolean {
  return (
    /process\.env\s*[),;}]/.test(file.text) && moduleRequests(file).some(({ specifier }) => VALIDATORS.test(specifier))
  );
}

/** The line of a Dockerfile whose last stage copies a folder that holds the env file, unless .dockerignore excludes it. */
function copyOf(disk: Disk, dir: string, envFile: string): PlatformFacts['copiesEnvFile'] {
  const path = join(dir, 'Dockerfile');
  const text = disk.isFile(path) ? disk.read(path) : undefined;
  const name = relative(dir, envFile).split(sep).join('/');
  if (text === undefined || name.startsWith('..')) return undefined;
  const last = text.split(/^(?=FROM\b)/im).at(-1) ?? '';
  const copy = last.search(/^[ \t]*(COPY|ADD)[ \t]+(--(?!from)\S+[ \t]+)*\.\/?[ \t]/im);
  const excluded = ignore().add(disk.read(join(dir, '.dockerignore')) ?? '');
  if (copy === -1 || excluded.ignores(name)) return undefined;
  return { file: disk.name(path), line: text.slice(0, text.length - last.length + copy).split('\n').length };
}
