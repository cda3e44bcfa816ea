import path from 'node:path';
import type { ProjectFacts } from '../../inspect/facts.ts';
import { moduleRequests } from '../../inspect/syntax/imports.ts';
import type { SourceFile } from '../../inspect/syntax/source-file.ts';

const EXTENSION = /\.[cm]?[jt]sx?$/;

/** The relative module specifier of a file of the project. */
export function specifierOf(project: ProjectFacts, file: SourceFile, target: SourceFile): string {
  const relative = path.posix.relative(path.posix.dirname(file.path), target.path);
  const extension = EXTENSION.exec(relative)?.[0] ?? '';
  const bare = relative.slice(0, relative.length - extension.length);
  const written = importedExtension(project, file, extension);
  const isFile = project.files.some((one) => one.path.replace(EXTENSION, '') === path.posix.dirname(target.path));
  // Without extensions, a folder stands for its index file.
  const name = written === '' && !isFile ? bare.replace(/(?<=[^./])\/index$/, '') : bare;
  return `${relative.startsWith('.') ? '' : './'}${name}${written}`;
}

/** The path and module specifier of a new file in the folder and the language of `file`. */
export function newFileBeside(
  project: ProjectFacts,
  file: SourceFile,
  name: string,
): { path: string; specifier: string } {
  const extension = EXTENSION.exec(file.path)?.[0].replace('x', '') ?? '.js';
  const home = path.posix.join(path.posix.dirname(file.path), name + extension);
  return { path: home, specifier: `./${name}${importedExtension(project, file, extension)}` };
}

/**
 * How an import names a file with this extension: as the imports of the file do, else as those of other files in
 * TypeScript, else as Node or the compiler requires.
 */
function importedExtension(
  { files, compiler, package: pkg }: ProjectFacts,
  file: SourceFile,
  extension: string,
): string {
  const others = file.typescript ? files.filter(({ typescript }) => typescript) : [];
  const written = [file, ...others].map(writtenExtension).find((found) => found !== undefined);
  if (written !== undefined)
    return written === '' && extension !== '.cjs' ? '' : /ts/.test(written) ? extension : compiled(extension);
  if (file.module === 'cjs') return extension === '.cjs' ? extension : '';
  if (!file.typescript) return extension;
  const isNative = file.path.endsWith('.mts') || (pkg.type === 'module' && !file.path.endsWith('.cts'));
  return isNative && compiler?.followsNode ? compiled(extension) : '';
}

/** The extension of the first relative import that shows it; empty when that has none. */
function writtenExtension(file: SourceFile): string | undefined {
  return moduleRequests(file)
    .filter(({ specifier }) => /^\.{1,2}\//.test(specifier))
    .map(({ specifier }) => (path.posix.extname(specifier) === '' ? '' : EXTENSION.exec(specifier)?.[0]))
    .find((extension) => extension !== undefined);
}

function compiled(extension: string): string {
  return extension.replace(/tsx?$/, 'js');
}
