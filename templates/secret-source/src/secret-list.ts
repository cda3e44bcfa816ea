import { z } from 'zod';
import { log } from './log.js';
import { secret } from './secret-strength.js';

const secretList = z.array(secret).min(1, 'holds nothing');

/** Trims and leaves out what is empty. Throws when one could be guessed, without showing it. */
export function check(name: string, texts: string[]): string[] {
  const { data, error } = secretList.safeParse(texts.map((text) => text.trim()).filter(Boolean));
  if (data) return data;
  throw new Error(`${name}: ${error.issues[0]?.message}`);
}

/** Every now and then, puts what `read` gives into the list, which counts from the next request on. */
export function refresh(secrets: string[], read: () => Promise<string[]>, interval: number): void {
  const replace = (fresh: string[]) => {
    if (fresh.join() === secrets.join()) return;
    secrets.splice(0, secrets.length, ...fresh);
    log.info('The session secrets have changed');
  };
  let failure = '';
  const keep = ({ message }: Error) => {
    if (message !== failure) log.error(`The session secrets stay as they were: ${message}`);
    failure = message;
  };
  setInterval(() => read().then(replace).catch(keep), interval).unref();
}
