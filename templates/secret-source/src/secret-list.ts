import { z } from 'zod';
import { log } from './log.js';
import { secret } from './secret-strength.js';

const secretList = z.array(secret).min(1, 'holds nothing');

/** Trims the secrets and drops empty ones. Throws if one is weak, without printing it. */
export function check(name: string, texts: string[]): string[] {
  const { data, error } = secretList.safeParse(texts.map((text) => text.trim()).filter(Boolean));
  if (data) return data;
  throw new Error(`${name}: ${error.issues[0]?.message}`);
}

/** Reads the secrets again every `interval` ms and replaces them in the array, for all further requests. */
export function refresh(secrets: string[], read: () => Promise<string[]>, interval: number): void {
  const replace = (fresh: string[]) => {
    if (fresh.join() === secrets.join()) return;
    secrets.splice(0, secrets.length, ...fresh);
    log.info('The session secrets have changed');
  };
  let failure = '';
  const logFailure = ({ message }: Error) => {
    if (message !== failure) log.error(`Keeping the current session secrets: ${message}`);
    failure = message;
  };
  setInterval(() => read().then(replace).catch(logFailure), interval).unref();
}
