import { readFile } from 'node:fs/promises';
import { check, refresh } from './secret-list.js';

const INTERVAL = 2_000; // ms between two looks at the file

/**
 * The secrets in a file, one a line: the first one signs cookies and all verify. The list follows the file.
 * Rejects with a message for people when the first look fails.
 */
export async function followSecrets(config: { {%- secretEnv %}_FILE: string }): Promise<string[]> {
  const { {%- secretEnv %}_FILE: file } = config;
  const read = async () => check(file, (await readFile(file, 'utf8')).split('\n'));
  const secrets = await read();
  // A look at the content: Docker and Kubernetes put another file in its place, which watchers do not always see.
  refresh(secrets, read, INTERVAL);
  return secrets;
}
