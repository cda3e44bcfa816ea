/**
 * A plan contains tokens instead of secrets; apply replaces them when it writes the files. So no output of a plan (a
 * diff, --json, a snapshot, an error) can leak a secret.
 */
const TOKEN = /\{\{new secret: (\w+)\}\}/g;

/** The token for the secret of a variable. The same name is the same secret in all files of a plan. */
export function secretToken(name: string): string {
  return `{{new secret: ${name}}}`;
}

/** Replaces every token in a file with the result of `generate` for its name. */
export function fillSecrets(content: string, generate: (name: string) => string): string {
  return content.replace(TOKEN, (_, name: string) => generate(name));
}
