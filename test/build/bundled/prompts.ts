import { confirm } from '@inquirer/prompts';

export async function prompts(): Promise<void> {
  const question = confirm({ message: 'Well?' }, { signal: AbortSignal.timeout(1) });
  console.log(await question.catch((error: Error) => error.name));
}
