import { isBuiltin } from 'node:module';
import path from 'node:path';
import type { ProjectFacts } from '../../inspect/facts.ts';
import { majorOf, mayBe } from '../../inspect/project/dependencies.ts';
import type { Change } from '../change.ts';
import type { Draft } from '../draft.ts';
import type { CompilerNeed } from './compiler-need.ts';

/**
 * `paths` from `mongodb` and `bson` to their types in @types when a newer mongodb is added beside mongoose 5 or older, whose
 * types import them by these names. This changes nothing at run time.
 */
export function driverTypes({ project }: Draft, { packages }: Change): CompilerNeed | undefined {
  const { compiler, typescript, package: pkg, root } = project;
  const { mongoose, mongodb, typescript: version } = pkg.dependencies;
  if (!typescript || !compiler || packages.add.mongodb === undefined) return undefined;
  // mongodb 4 ships its own types.
  if ((majorOf(mongodb) ?? 3) > 3 || (majorOf(mongoose) ?? 6) >= 6) return undefined;
  const { baseUrl, patterns } = compiler.aliases;
  const base = baseUrl ?? path.dirname(path.join(root, compiler.file));
  const types = path.relative(base, path.join(pkg.dir, 'node_modules/@types')).replaceAll('\\', '/');
  const names = pkg.dependencies.bson ? ['mongodb'] : ['mongodb', 'bson'];
  const entries = names.map((name) => `"${name}": ["${types.startsWith('.') ? '' : './'}${types}/${name}"]`);
  const needsBase = baseUrl === undefined && !mayBe(version, '4.1.0');
  return {
    setting: `${needsBase ? '"baseUrl": ".", ' : ''}"paths": { ${entries.join(', ')} }`,
    paths: entries.join(', '),
    addable:
      (patterns.length === 0 || (compiler.hasPaths && !patterns.some(({ pattern }) => names.includes(pattern)))) &&
      !(needsBase && hidesPackages(project, base)),
    done: `Mapped ${names.join(' and ')} to their types in @types`,
    reason: `The types of mongoose ${mongoose?.range} import those of mongodb 3, which the new mongodb would replace.`,
    codes: ['driver-types', 'driver-types'],
    why: 'keep the types of the driver of mongoose',
  };
}

/** Whether a file or folder in `base` has the name of a package: with `baseUrl`, an import of the package would find it. */
function hidesPackages({ files, root, package: pkg }: ProjectFacts, base: string): boolean {
  return files.some((file) => {
    const [entry = ''] = path.relative(base, path.join(root, file.path)).split(path.sep);
    const name = entry.replace(/(\.d)?\.[cm]?[jt]sx?$/, '');
    return pkg.dependencies[name] !== undefined || isBuiltin(name);
  });
}
