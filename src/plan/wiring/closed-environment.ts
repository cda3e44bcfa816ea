import type { ProjectFacts } from '../../inspect/facts.ts';
import { positionAt } from '../../inspect/syntax/source-file.ts';
import type { Change } from '../change.ts';
import type { Refusal } from '../refusal.ts';

/** `interface ProcessEnv extends Record<string, undefined>`: code reads the variables from somewhere else. */
const CLOSED = /interface\s+ProcessEnv\s+extends\s+Record<\s*string\s*,\s*(undefined|never)\s*>/;

/** The refusal where new code reads variables that the types of the project do not allow it to read. */
export function closedEnvironment({ platform, typescript }: ProjectFacts, { variables }: Change): Refusal | undefined {
  const types = platform.variableLists.find(({ path, text }) => path.endsWith('.d.ts') && CLOSED.test(text));
  if (!types || !typescript || variables.size === 0) return undefined;
  const { line } = positionAt(types, types.text.search(CLOSED));
  const names = [...variables.keys()].join(' and ');
  const message = `These types make every variable of process.env undefined. Add ${names} to the settings that the code reads instead, and use them in these lines.`;
  return {
    title: 'The code of this project may not read process.env.',
    notes: [{ code: 'env-closed', message, file: types.path, line, paste: 'planned' }],
  };
}
