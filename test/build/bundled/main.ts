import path from 'node:path';
import { Command, Option } from 'commander';

const TASKS: Record<string, () => Promise<void>> = {
  files: async () => (await import('./libraries.ts')).files(),
  run: async () => (await import('./libraries.ts')).run(),
  prompts: async () => (await import('./prompts.ts')).prompts(),
  edit: async () => (await import('./editor.ts')).edit(),
};

new Command(path.basename(process.argv[1] ?? ''))
  .argument('[task]')
  .addOption(new Option('--answer <number>', 'a number'))
  .exitOverride()
  .action((task: string | undefined, options: object) => (task ? TASKS[task]?.() : console.log(options)))
  .parse(process.argv.slice(2), { from: 'user' });
