import type * as t from '@babel/types';
import type { ProjectFacts } from '../../inspect/facts.ts';
import { literally } from '../../inspect/project/literally.ts';
import { moduleRequests } from '../../inspect/syntax/imports.ts';
import type { Binding } from '../../inspect/syntax/scope.ts';
import type { SourceFile } from '../../inspect/syntax/source-file.ts';
import { packageOf } from './binding-origins.ts';
import { isExported } from './removals.ts';

/** Whether a binding is exported and another file has its name. */
export function isReadElsewhere({ files }: ProjectFacts, home: SourceFile, { name, declaration }: Binding): boolean {
  const hasName = ({ index }: SourceFile): boolean => index.identifiers.some((identifier) => identifier.name === name);
  return isExported(home, declaration) && files.some((file) => file !== home && hasName(file));
}

/** Whether another file loads a package, or this one outside of removed code. */
export function isLoaded(
  { files, loadedElsewhere }: ProjectFacts,
  home: SourceFile,
  name: string,
  isRemoved: (node: t.Node) => boolean,
): boolean {
  if (loadedElsewhere === undefined || loadedElsewhere.has(name)) return true;
  const quoted = new RegExp(`['"\`]${literally(name)}(/[^'"\`]*)?['"\`]`);
  if (files.some((file) => file !== home && quoted.test(file.text))) return true;
  return moduleRequests(home).some(({ specifier, node }) => packageOf(specifier) === name && !isRemoved(node));
}
