import { parse } from '@babel/parser';
import MagicString from 'magic-string';

export function edit(): void {
  const code = 'const a: string = b;';
  const [statement] = parse(code, { plugins: ['typescript'] }).program.body;
  console.log(new MagicString(code).appendLeft(code.length, ` // ${statement?.type}`).toString());
}
