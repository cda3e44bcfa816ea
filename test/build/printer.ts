import { print } from '../../src/terminal.ts';

print(`${'x'.repeat(1_000_000)}\n`);
print('last\n');
