import path from 'node:path';
import { majorOf, mayBe } from '../../inspect/project/dependencies.ts';
import type { Change } from '../change.ts';
import type { Draft } from '../draft.ts';
import { withOption } from './limit-types.ts';

const WHY = 'keep the types of the driver of mongoose';

/**
 * Maps the types of `mongodb` and `bson` to those in @types when mongodb is added beside mongoose 5 or older, whose types
 * import them by these names. This changes nothing at run time.
 */
export function separateDriverTypes(draft: Draft, { packages }: Change): void {
  const { compiler, typescript, package: pkg, root } = draft.project;
  const { mongoose, mongodb, typescript: version } = pkg.dependencies;
  if (!typescript || !compiler || mongodb || packages.add.mongodb === undefined) return;
  if ((majorOf(mongoose) ?? 6) >= 6) return;
  const base = compiler.aliases.baseUrl ?? path.dirname(path.join(root, compiler.file));
  const types = path.relative(base, path.join(pkg.dir, 'node_modules/@types')).replaceAll('\\', '/');
  const names = pkg.dependencies.bson ? ['mongodb'] : ['mongodb', 'bson'];
  const entries = names.map((name) => `"${name}": ["${types.startsWith('.') ? '' : './'}${types}/${name}"]`);
  // Before 4.1, `paths` needs `baseUrl`, which may change what other imports mean.
  const hasBase = compiler.aliases.baseUrl !== undefined || mayBe(version, '4.1.0');
  const setting = `${hasBase ? '' : '"baseUrl": ".", '}"paths": { ${entries.join(', ')} }`;
  const canSet = compiler.aliases.patterns.length === 0 && hasBase;
  const after = canSet ? withOption(compiler.text, setting) : undefined;
  const message = `The types of mongoose ${mongoose?.range} import those of mongodb 3`;
  if (after === undefined) {
    const advice = `Add this to the compilerOptions of ${compiler.file}: ${setting}`;
    draft.note('driver-types', `${message}, which the new mongodb would replace. ${advice}`, undefined, 'warning');
    return;
  }
  draft.note('driver-types', `Mapped ${names.join(' and ')} to their types in @types in ${compiler.file}. ${message}.`);
  draft.change.files.push({ kind: 'edit', path: compiler.file, before: compiler.text, after, why: WHY });
}
