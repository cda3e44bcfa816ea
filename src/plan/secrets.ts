/**
 * A plan holds no secret, only tokens that say where one goes; apply fills them in at the last moment.
 * So nothing that shows a plan (a diff, --json, a snapshot, an error) can leak one.
 */
const TOKEN = /\{\{new secret: (\w+)\}\}/g;

/** The text that stands for the secret of this variable. The same name is the same secret in all files of a plan. */
export function secretToken(name: string): string {
  return `{{new secret: ${name}}}`;
}

/** Replaces every token; `generate` is called once per name. */
export function fillSecrets(content: string, generate: (name: string) => string): string {
  return content.replace(TOKEN, (_, name: string) => generate(name));
}
