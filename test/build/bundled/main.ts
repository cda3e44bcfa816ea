import { Command, Option } from 'commander';

const TASKS: Record<string, () => Promise<void>> = {
  files: async () => (await import('./libraries.ts')).files(),
  run: async () => (await import('./libraries.ts')).run(),
  prompts: async () => (await import('./prompts.ts')).prompts(),
  edit: async () => (await import('./editor.ts')).edit(),
};

new Command('sample')
  .argument('[task]')
  .addOption(new Option('--answer <number>', 'a number').argParser(Number))
  .action((task: string | undefined, options: object) => (task ? TASKS[task]?.() : console.log(options)))
  .parse();
