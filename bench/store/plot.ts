import { medianOf, type Series } from './statistics.ts';

const PANEL = { width: 300, height: 190, gap: 40 };
const MARGIN = { left: 56, top: 56, bottom: 30 };
const COLORS = ['#8b949e', '#d1495b', '#9fb8ad', '#4f8a8b', '#1b6e3c'];

/** Requests per second as bars: one panel per scenario, one group per number of connections. */
export function plotOf(all: Series[]): string {
  const scenarios = [...new Set(all.map(({ scenario }) => scenario))];
  const apps = [...new Set(all.map(({ app }) => app))];
  const top = niceTop(Math.max(...all.map((series) => medianOf(series, 'requests'))));
  const width = MARGIN.left + scenarios.length * (PANEL.width + PANEL.gap);
  const height = MARGIN.top + PANEL.height + MARGIN.bottom;
  const colorOf = (app: string) => COLORS[apps.indexOf(app) % COLORS.length];
  const legend = apps.map((app, index) => {
    const x = MARGIN.left + index * 150;
    return `<rect x="${x}" y="12" width="12" height="12" fill="${colorOf(app)}"/>${text(x + 18, 22, app, 'start')}`;
  });
  const panels = scenarios.map((scenario, index) => {
    const x = MARGIN.left + index * (PANEL.width + PANEL.gap);
    const own = all.filter((series) => series.scenario === scenario);
    return `<g transform="translate(${x} ${MARGIN.top})">${panelOf(scenario, own, apps, top, colorOf)}</g>`;
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="sans-serif" font-size="12">`,
    `<title>Requests per second, medians</title><rect width="${width}" height="${height}" fill="#fff"/>`,
    ...legend,
    ...panels,
    '</svg>',
    '',
  ].join('\n');
}

function panelOf(
  scenario: string,
  all: Series[],
  apps: string[],
  top: number,
  colorOf: (app: string) => string | undefined,
): string {
  const groups = [...new Set(all.map(({ connections }) => connections))];
  const groupWidth = PANEL.width / groups.length;
  const barWidth = (groupWidth - 16) / apps.length;
  const yOf = (requests: number) => PANEL.height * (1 - requests / top);
  const lines = [0, 0.25, 0.5, 0.75, 1].map((part) => {
    const y = yOf(part * top);
    const line = `<line x1="0" x2="${PANEL.width}" y1="${y}" y2="${y}" stroke="#d0d7de"/>`;
    return line + text(-6, y + 4, String(Math.round(part * top)), 'end');
  });
  const bars = all.map((series) => {
    const requests = medianOf(series, 'requests');
    const x = groups.indexOf(series.connections) * groupWidth + 8 + apps.indexOf(series.app) * barWidth;
    const place = `x="${round(x)}" y="${round(yOf(requests))}"`;
    const size = `width="${round(barWidth - 2)}" height="${round(PANEL.height - yOf(requests))}"`;
    const title = `${series.app}, ${series.connections} connections: ${Math.round(requests)} requests/s`;
    return `<rect ${place} ${size} fill="${colorOf(series.app)}"><title>${title}</title></rect>`;
  });
  const labels = groups.map((connections, index) =>
    text(
      (index + 0.5) * groupWidth,
      PANEL.height + 18,
      `${connections} connection${connections > 1 ? 's' : ''}`,
      'middle',
    ),
  );
  return [text(0, -10, scenario, 'start'), ...lines, ...bars, ...labels].join('\n');
}

function text(x: number, y: number, content: string, anchor: 'start' | 'middle' | 'end'): string {
  return `<text x="${round(x)}" y="${round(y)}" text-anchor="${anchor}" fill="#1f2328">${content}</text>`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

/** The next 1, 2 or 5 times a power of ten. */
function niceTop(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  return power * ([1, 2, 5].find((factor) => factor * power >= value) ?? 10);
}
