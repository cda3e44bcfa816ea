import { writeFileSync } from 'node:fs';
import type { IBuffer, IBufferCell } from '@xterm/headless';
import { acceptAll } from './real/create-prompts.ts';
import { openTerminal, type Terminal } from './real/terminal.ts';

const COLS = 92;
const ROWS = 36;
const CELL = { width: 8.4, height: 18 };
const SECONDS_PER_FRAME = 1.4;
/** The 16 colours of a terminal; text is the default foreground. */
const PALETTE = [
  ...['#484f58', '#ff7b72', '#3fb950', '#d29922', '#58a6ff', '#bc8cff', '#39c5cf', '#b1bac4'],
  ...['#6e7681', '#ffa198', '#56d364', '#e3b341', '#79c0ff', '#d2a8ff', '#56d4dd', '#ffffff'],
];
const TEXT = '#e6edf3';

/** Records a run of `create` with the default answers, and writes it as an animated SVG. `cli`: path of the command. */
export async function recordTerminal(cli: string, folder: string, file: string): Promise<void> {
  const args = [cli, '--no-install', '--no-git'];
  const terminal = openTerminal(process.execPath, args, folder, {}, { cols: COLS, rows: ROWS });
  const frames: string[] = [];
  await acceptAll(terminal, async () => void frames.push(await frame(terminal)));
  await terminal.ended;
  const last = await frame(terminal);
  writeFileSync(file, picture([...frames, last, last, last]));
}

/** The rows of the screen as SVG. */
async function frame(terminal: Terminal): Promise<string> {
  const buffer = await terminal.buffer();
  const first = buffer.baseY;
  return Array.from({ length: ROWS }, (_, row) => line(buffer, first + row, row)).join('');
}

function line(buffer: IBuffer, index: number, row: number): string {
  const cells = buffer.getLine(index);
  let spans = '';
  let run = { style: '', text: '', start: 0 };
  for (let column = 0; column <= COLS; column += 1) {
    const cell = cells?.getCell(column);
    const style = cell ? styleOf(cell) : '';
    if (style !== run.style || column === COLS) {
      if (run.text.trim() !== '') spans += `<tspan x="${x(run.start)}"${run.style}>${xmlText(run.text)}</tspan>`;
      run = { style, text: '', start: column };
    }
    run.text += cell?.getChars() || ' ';
  }
  return spans && `<text y="${(row + 1) * CELL.height + 30}">${spans}</text>`;
}

const x = (column: number): string => (column * CELL.width + 16).toFixed(1);

function styleOf(cell: IBufferCell): string {
  const fill = cell.isFgPalette() ? ` fill="${PALETTE[cell.getFgColor()] ?? TEXT}"` : '';
  return `${fill}${cell.isBold() ? ' font-weight="bold"' : ''}${cell.isDim() ? ' opacity=".6"' : ''}`;
}

function xmlText(text: string): string {
  return text.trimEnd().replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll(' ', '\u00A0');
}

function picture(frames: string[]): string {
  const [width, height] = [Math.ceil(COLS * CELL.width + 32), ROWS * CELL.height + 48];
  const share = (100 / frames.length).toFixed(3);
  const groups = frames.map((content, index) => {
    const delay = (index * SECONDS_PER_FRAME).toFixed(1);
    return `<g class="frame" style="animation-delay:${delay}s">${content}</g>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" role="img">
<title>A terminal: npx create-mongo-session-app asks seven questions and creates an app</title>
<style>
text { font: 14px ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; fill: ${TEXT} }
.frame { visibility: hidden; animation: show ${(frames.length * SECONDS_PER_FRAME).toFixed(1)}s infinite }
@keyframes show { 0%, ${share}% { visibility: visible } ${(Number(share) + 0.001).toFixed(3)}%, 100% { visibility: hidden } }
@media (prefers-reduced-motion) { .frame { animation: none } .frame:last-of-type { visibility: visible } }
</style>
<rect width="100%" height="100%" rx="8" fill="#0d1117"/>
<circle cx="20" cy="18" r="6" fill="#ff5f57"/><circle cx="40" cy="18" r="6" fill="#febc2e"/><circle cx="60" cy="18" r="6" fill="#28c840"/>
${groups.join('\n')}
</svg>
`;
}
