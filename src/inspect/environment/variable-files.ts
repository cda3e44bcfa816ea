import { basename, join } from 'node:path';
import type { Disk } from '../project/disk.ts';
import type { PackageFacts } from '../project/manifest.ts';

/** A file that may set environment variables. */
export interface VariableFile {
  /** Relative to the root. */
  path: string;
  text: string;
  /** `.env`, `.env.local`, `.env.example`: lines of `NAME=value`. */
  isEnvFile: boolean;
}

const ENV_FILE = /^\.env(\..+)?$|\.env(\.\w+)?$/;
const OTHER =
  /^((docker-)?compose[^/]*\.ya?ml|Dockerfile.*|Procfile|Makefile|package\.json|app\.json|now\.json|vercel\.json|nodemon\.json|ecosystem\.config\.c?js|ecosystem\.json|fly\.toml|railway\.(toml|json)|(render|app|serverless)\.ya?ml|\.env-cmdrc.*|\.envrc|.*\.sh)$/;

/** Env files and the configuration of tools and platforms, beside package.json and at the root. */
export function variableFiles(disk: Disk, pkg: PackageFacts): VariableFile[] {
  const dirs = [...new Set([pkg.dir, join(pkg.dir, 'config'), join(pkg.dir, 'src'), disk.root])];
  return dirs.flatMap((dir) =>
    disk.list(dir).flatMap((name) => {
      const isEnvFile = ENV_FILE.test(name);
      if (!isEnvFile && !OTHER.test(name)) return [];
      const path = join(dir, name);
      const text = disk.isFile(path) ? disk.read(path) : undefined;
      return text === undefined ? [] : [{ path: disk.name(path), text, isEnvFile }];
    }),
  );
}

/** Whether a file mentions a variable. */
export function mentions({ text }: VariableFile, name: string): boolean {
  return new RegExp(`(?<!\\w)${name}(?!\\w)`).test(text);
}

/** The connection strings to MongoDB in a file, each with its line. */
export function urlsIn({ text }: VariableFile): { url: string; line: number }[] {
  return [...text.matchAll(/mongodb(?:\+srv)?:\/\/[^\s"'`#]+/g)].map(({ 0: url, index }) => ({
    url,
    line: text.slice(0, index).split('\n').length,
  }));
}

/** Whether an env file is a template to be copied. */
export function isExample({ path }: Pick<VariableFile, 'path'>): boolean {
  return /example|sample|template|dist|default/i.test(basename(path));
}
