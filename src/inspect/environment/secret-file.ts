import { basename, join } from 'node:path';
import { Disk } from '../project/disk.ts';
import { isInWorkTree, isTracked } from '../project/git.ts';
import { gitFacts } from './gitignore.ts';

/** The file that holds the secrets: an env file with a line for them, or a secret file with one secret a line. */
export interface SecretFileFacts {
  /** Absolute folder, and the path of the file in it. */
  root: string;
  path: string;
  kind: 'env' | 'secrets';
  /** Undefined when the file does not exist yet. */
  text: string | undefined;
  /** git tracks it. */
  tracked: boolean;
  /** It is in a git repository that does not ignore it. */
  unignored: boolean;
}

/** @throws FileError for a file that exists and cannot be read */
export function readSecretFile(folder: string, name: string, variable: string): SecretFileFacts {
  const disk = new Disk(folder);
  const path = join(folder, name);
  const text = disk.readRequired(path);
  const repository = isInWorkTree(folder);
  return {
    root: folder,
    path: name,
    kind: /^\.env|\.env$/.test(basename(name)) || text?.includes(`${variable}=`) ? 'env' : 'secrets',
    text,
    tracked: repository && text !== undefined && isTracked(path),
    unignored: repository && !gitFacts(disk, path).ignored,
  };
}
