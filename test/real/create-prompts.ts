import { KEYS, type Terminal } from './terminal.ts';

/** The prompts of `create` without flags, with their default answers where they show them. */
const PROMPTS = [
  'Where should the app go? (my-app)',
  'TypeScript or JavaScript?',
  'Where should sessions be stored?',
  'How long should an inactive session last? (2w)',
  'Where should the session secret come from?',
  'Which features do you want?',
  'Create the app?',
];

/** Accepts the default of every prompt of `create`; `shown` is called at each one before. */
export async function acceptAll(terminal: Terminal, shown: () => Promise<void>): Promise<void> {
  for (const prompt of PROMPTS) {
    await terminal.see(prompt);
    await shown();
    terminal.type(KEYS.enter);
  }
}
