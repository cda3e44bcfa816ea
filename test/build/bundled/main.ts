import { Command } from 'commander';

const program = new Command('sample').option('--answer <number>', 'a number', Number);

program.command('files').action(async () => (await import('./libraries.ts')).files());
program.command('run').action(async () => (await import('./libraries.ts')).run());
program.command('prompts').action(async () => (await import('./prompts.ts')).prompts());
program.command('edit').action(async () => (await import('./editor.ts')).edit());
program.action(() => console.log(program.opts()));

void program.parseAsync();
