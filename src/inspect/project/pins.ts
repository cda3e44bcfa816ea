import { join } from 'node:path';
import type { Disk } from './disk.ts';
import { asObject, asString, stringRecord } from './json.ts';

/** The files of a repository that hold catalogs, the versions that `catalog:` stands for. */
const CATALOGS = ['pnpm-workspace.yaml', '.yarnrc.yml'];

/** The range that `catalog:` or `catalog:name` stands for, with the file that holds it; undefined for another range. */
export function fromCatalog(disk: Disk, name: string, range: string): { range: string; file: string } | undefined {
  const catalog = /^catalog:(.*)$/.exec(range)?.[1]?.trim();
  if (catalog === undefined) return undefined;
  const isDefault = catalog === '' || catalog === 'default';
  for (const file of CATALOGS) {
    const text = disk.read(join(disk.root, file)) ?? '';
    const entries = isDefault ? entriesUnder(text, 'catalog') : {};
    const found = entries[name] ?? entriesUnder(text, 'catalogs', catalog || 'default')[name];
    if (found !== undefined) return { range: found, file };
  }
  return undefined;
}

/** The versions that the root of the repository forces on packages, by name. */
export function overridesOf(disk: Disk): Record<string, string> {
  const json = disk.readJson(join(disk.root, 'package.json')) ?? {};
  return {
    ...stringRecord(json.overrides),
    ...stringRecord(json.resolutions),
    ...stringRecord(asObject(json.pnpm).overrides),
    ...entriesUnder(disk.read(join(disk.root, 'pnpm-workspace.yaml')) ?? '', 'overrides'),
  };
}

/** The version of mongodb that the root of the repository forces on mongoose alone. */
export function overrideOfMongoose(disk: Disk): string | undefined {
  const json = disk.readJson(join(disk.root, 'package.json')) ?? {};
  const all = overridesOf(disk);
  const nested = asString(asObject(asObject(json.overrides).mongoose).mongodb);
  return nested ?? all['mongoose>mongodb'] ?? all['mongoose/mongodb'] ?? all['**/mongodb'];
}

/** The `name: value` lines under a top-level key of a YAML file, or under a key below that. */
function entriesUnder(yaml: string, key: string, below?: string): Record<string, string> {
  const entries: Record<string, string> = {};
  const path: string[] = [];
  for (const line of yaml.split(/\r?\n/)) {
    const [, space = '', name, value] =
      /^( *)["']?([^\s"'#:]+)["']?:(?:\s+["']?([^"'#]+?)["']?)?\s*(?:#.*)?$/.exec(line) ?? [];
    if (name === undefined) continue;
    const depth = space.length === 0 ? 0 : Math.min(path.length, space.length <= 2 ? 1 : 2);
    path.splice(depth, path.length, name);
    const parents = below === undefined ? [key] : [key, below];
    if (value !== undefined && path.length === parents.length + 1 && parents.every((one, at) => path[at] === one))
      entries[name] = value;
  }
  return entries;
}
