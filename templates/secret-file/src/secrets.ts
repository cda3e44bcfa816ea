import { readFile } from 'node:fs/promises';
import { check, refresh } from './secret-list.js';

const INTERVAL = 2_000; // ms between reads

/**
 * Reads the session secrets from a file, one per line: the first signs cookies, all verify. The array is updated when the
 * file changes. Rejects with a readable message if the first read fails.
 */
export async function followSecrets(config: { {%- secretEnv %}_FILE: string }): Promise<string[]> {
  const { {%- secretEnv %}_FILE: file } = config;
  const read = async () => check(file, (await readFile(file, 'utf8')).split('\n'));
  const secrets = await read();
  // Polls, because file watchers can miss that Docker or Kubernetes has replaced the file.
  refresh(secrets, read, INTERVAL);
  return secrets;
}
