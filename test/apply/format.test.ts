import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { formatPlan } from '../../src/apply/format.ts';
import { Disk } from '../../src/inspect/project/disk.ts';
import { formatterCommand } from '../../src/inspect/project/formatter.ts';
import type { Plan } from '../../src/types.ts';

const scratch = mkdtempSync(join(tmpdir(), 'format-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const BEFORE = 'a();\nb();\n';
const AFTER = 'a();\nnew( 1 );\nb();\n';

/** A formatter that removes spaces inside parentheses, and records that it ran. */
const SPACES = `
require('node:fs').writeFileSync('ran', '');
let text = '';
process.stdin.on('data', (part) => { text += part; }).on('end', () => process.stdout.write(text.replace(/\\( (.*?) \\)/g, '($1)')));
`;

function formatters(root: string) {
  const disk = new Disk(root);
  return (file: string) => formatterCommand(disk, disk.absolute(file));
}

let count = 0;
async function run(files: Record<string, string>, { before = BEFORE, bin = SPACES } = {}) {
  const root = join(scratch, String(count++));
  const all = {
    'node_modules/prettier/package.json': '{ "version": "3.0.0", "bin": { "prettier": "bin.js" } }',
    'node_modules/prettier/bin.js': bin,
    ...files,
  };
  for (const [name, text] of Object.entries(all)) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), text);
  }
  const plan = {
    root,
    steps: [{ kind: 'edit', path: 'src/app.js', before, after: AFTER, why: '' }],
  } as unknown as Plan;
  const { steps } = await formatPlan(plan, formatters(root));
  return { after: (steps[0] as { after: string }).after, ran: existsSync(join(root, 'ran')) };
}

test('prettier of the project prints an edited file that was formatted before', async () => {
  expect(await run({ '.prettierrc': 'semi: true' })).toEqual({ after: 'a();\nnew(1);\nb();\n', ran: true });
});

test('a file that was not formatted before is left as it was edited', async () => {
  expect((await run({}, { before: 'a( 1 );\nb();\n' })).after).toBe(AFTER);
});

test('a result that differs outside the edited lines is not used', async () => {
  const bin = SPACES.replace("'($1)')", "'($1)').replace(/new[^]*/, (end) => end.replace('b()', 'c()'))");
  expect(await run({}, { bin })).toEqual({ after: AFTER, ran: true });
});

test.each([
  ['configuration in JavaScript', { 'prettier.config.mjs': 'export default {}' }],
  ['configuration in JavaScript below .prettierrc', { 'src/.prettierrc.js': '', '.prettierrc': '{}' }],
  ['plugins', { '.prettierrc.json': '{ "plugins": ["./mine.js"] }' }],
  ['plugins in package.json', { 'package.json': '{ "prettier": { "plugins": ["./mine.js"] } }' }],
  ['a shared configuration', { 'package.json': '{ "prettier": "@mine/prettier-config" }' }],
])('prettier with %s is not run', async (_title, files) => {
  expect(await run(files)).toEqual({ after: AFTER, ran: false });
});

test('a formatter that fails or does not end is ignored', { timeout: 15_000 }, async () => {
  expect((await run({}, { bin: 'process.exit(2)' })).after).toBe(AFTER);
  expect((await run({}, { bin: 'setInterval(() => {}, 1000)' })).after).toBe(AFTER);
});

test('Biome prints the file where biome.json is', async () => {
  const root = join(scratch, 'biome');
  mkdirSync(join(root, 'node_modules'), { recursive: true });
  symlinkSync(join(process.cwd(), 'node_modules/@biomejs'), join(root, 'node_modules/@biomejs'));
  writeFileSync(join(root, 'biome.json'), '{}');
  writeFileSync(join(root, 'app.js'), BEFORE);
  const step = { kind: 'edit', path: 'app.js', before: BEFORE, after: 'a();\ncall( 1 );\nb();\n', why: '' };
  const { steps } = await formatPlan({ root, steps: [step] } as unknown as Plan, formatters(root));
  expect(steps).toEqual([{ ...step, after: 'a();\ncall(1);\nb();\n' }]);
});
