import { RefusedError } from '../../errors.ts';
import { looksCommitted } from '../../inspect/environment/env-files.ts';
import type { SecretFileFacts } from '../../inspect/environment/secret-file.ts';
import { type CreateStep, type EditStep, NO_CHANGES, type Note, type Plan } from '../../types.ts';
import { appendLines } from '../append-lines.ts';
import { secretToken } from '../secrets.ts';

interface SecretAnswers {
  /** The variable of an env file. */
  variable: string;
  rotate: boolean;
  /** How many old secrets stay valid after a rotation. */
  keep: number;
  /** The longest time that a cookie of the app is valid, in milliseconds; undefined if it is not known. */
  maxAge: number | undefined;
  /** Whether the app splits the value of a variable at commas; undefined if there is no app to look at. */
  readsList: boolean | undefined;
  /** Milliseconds since 1970. */
  now: number;
}

/**
 * Plans a new secret in a file. With `rotate`, the new one goes in front of the old ones: the first signs cookies, all
 * verify them. Pure.
 * @throws RefusedError for a file in git, for one that holds something else, and for one that has a secret already when it
 * is not rotated
 */
export function planSecret(file: SecretFileFacts, answers: SecretAnswers): Plan {
  if (file.tracked)
    throw refused(file, 'secret-tracked', `${file.path} is committed, so a secret in it would be, too.`, {
      hint: `Run git rm --cached ${file.path}, add it to .gitignore, then run this command again.`,
    });
  if (looksCommitted(file.path))
    throw refused(file, 'secret-in-example', `${file.path} looks like an example that is committed.`, {
      hint: 'Name the file that the app loads, such as .env.',
    });
  if (isSomethingElse(file))
    throw refused(file, 'secret-elsewhere', `${file.path} is neither an env file nor a file with one secret a line.`, {
      hint: 'Name the file that the app loads, such as .env.',
    });
  const found = file.kind === 'env' ? envLine(file, answers.variable) : secretLines(file.text ?? '');
  if (found.secrets.length > 0 && !answers.rotate) {
    const message = `${file.path} already has a secret, and replacing it would sign everyone out.`;
    throw refused(file, 'secret-exists', message, {
      line: found.line,
      hint: 'To put a new one in front of it, with which the old one stays valid: add --rotate',
    });
  }
  if (found.secrets.length === 0 && answers.rotate)
    throw refused(file, 'secret-missing', `${file.path} has no secret to rotate.`, {
      hint: 'To write the first one: leave out --rotate',
    });
  if (answers.rotate && file.kind === 'env' && answers.readsList === false) {
    const message = `The app reads ${answers.variable} as one secret, so a list in it would sign everyone out.`;
    throw refused(file, 'secret-not-split', message, {
      line: found.line,
      hint: `Pass session() an array first, then run this command again:\n  secret: process.env.${answers.variable}.split(','),`,
    });
  }
  const kept = found.secrets.slice(0, answers.keep);
  const after = found.write([secretToken(answers.variable), ...kept]);
  const steps = [step(file, after, answers.rotate ? 'put a new secret in front' : 'add a secret')];
  const notes = [...expiryNotes(kept.length, found.secrets.length, answers), ...ignoreNotes(file)];
  return { ...NO_CHANGES, command: 'secret', root: file.root, steps, notes };
}

/** Source code, data or text, of which nothing would be left. */
function isSomethingElse({ path, kind, text = '' }: SecretFileFacts): boolean {
  if (/\.([cm]?[jt]sx?|json|ya?ml|toml|md|html?)$/i.test(path)) return true;
  return kind === 'secrets' && text.split('\n').some((line) => /\s/.test(line.trim()));
}

/** The secrets of a file, and the text of the file with others. */
interface Found {
  secrets: string[];
  line: number | undefined;
  write(secrets: string[]): string;
}

/** The secrets in the last line of an env file that sets the variable: the value that counts. */
function envLine({ path, text = '' }: SecretFileFacts, variable: string): Found {
  const name = variable.replace(/\W/g, '\\$&');
  // As dotenv reads it, which also takes a colon.
  const pattern = new RegExp(`^([\\uFEFF \\t]*(?:export[ \\t]+)?${name}(?:[ \\t]*=|:[ \\t])[ \\t]*)(.*)$`, 'gm');
  const last = [...text.matchAll(pattern)].at(-1);
  if (!last) {
    return { secrets: [], line: undefined, write: ([secret]) => appendLines(text, [`${variable}=${secret}`]) };
  }
  const [whole, head = '', rest = ''] = last;
  const line = text.slice(0, last.index).split('\n').length;
  const value = /^(["'`]?)(.*?)\1([ \t]*(?:#.*)?\r?)$/.exec(rest);
  if (!value || /^["'`]/.test(value[2] ?? '')) {
    const message = `The value of ${variable} is not on one line.`;
    throw new RefusedError(message, [{ code: 'secret-unreadable', severity: 'error', message, file: path, line }]);
  }
  const [, quote = '', list = '', tail = ''] = value;
  return {
    secrets: listed(list, ','),
    line,
    write: (secrets) =>
      text.slice(0, last.index) +
      (list === '' ? head.trimEnd() : head) +
      quote +
      secrets.join(',') +
      quote +
      (tail.startsWith('#') ? ` ${tail}` : tail) +
      text.slice(last.index + whole.length),
  };
}

/** The secrets of a secret file: one a line, as Docker and Kubernetes mount it. */
function secretLines(text: string): Found {
  return { secrets: listed(text, /\r?\n/), line: 1, write: (secrets) => `${secrets.join('\n')}\n` };
}

function listed(text: string, separator: string | RegExp): string[] {
  return text
    .split(separator)
    .map((secret) => secret.trim())
    .filter((secret) => secret !== '');
}

function step({ path, text }: SecretFileFacts, after: string, why: string): CreateStep | EditStep {
  if (text === undefined) return { kind: 'create', path, content: after, mode: 0o600, confidential: true };
  return { kind: 'edit', path, before: text, after, why, mode: 0o600, confidential: true };
}

function expiryNotes(kept: number, old: number, { maxAge, now }: SecretAnswers): Note[] {
  const notes: Note[] = [];
  if (kept > 0) {
    const until =
      maxAge === undefined
        ? 'Remove the old one when the longest cookie.maxAge of the app has passed.'
        : `Remove the old one after ${new Date(now + maxAge).toISOString().slice(0, 10)}: by then, all cookies signed with it have expired.`;
    notes.push(
      info('secret-rotated', `New cookies are signed with the new secret, the old one only verifies. ${until}`),
    );
  }
  if (old > kept)
    notes.push({
      code: 'secret-dropped',
      severity: 'warning',
      message: `${old - kept === 1 ? 'The oldest secret was removed: cookies signed with it are' : `${old - kept} old secrets were removed: cookies signed with them are`} no longer valid.`,
    });
  notes.push(info('secret-restart', 'Restart the app, unless it watches the file.'));
  return notes;
}

function ignoreNotes({ path, unignored }: SecretFileFacts): Note[] {
  if (!unignored) return [];
  const message = 'git does not ignore this file. Add it to .gitignore before the next commit.';
  return [{ code: 'secret-not-ignored', severity: 'warning', message, file: path }];
}

function info(code: string, message: string): Note {
  return { code, severity: 'info', message };
}

function refused(
  { path }: SecretFileFacts,
  code: string,
  message: string,
  { hint, line }: { hint: string; line?: number | undefined },
): RefusedError {
  const place = line === undefined ? { file: path } : { file: path, line };
  return new RefusedError(message, [{ code, severity: 'error', message, ...place }], { hint });
}
