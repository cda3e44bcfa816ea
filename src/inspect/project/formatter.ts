import { dirname, join } from 'node:path';
import type { Disk } from './disk.ts';
import { asObject } from './json.ts';

/** What the configuration of prettier, Biome, ESLint or an editor says about the layout of code. */
export interface FormatterFact {
  /** Maximum line length. */
  width?: number;
  /** White space of one level, for files that have no indented line. */
  indent?: string;
  /** A call that is the only argument of another one starts on its own line when it is broken. */
  wrapsCalls?: boolean;
  trailingCommas?: boolean;
  /** Trailing commas after the last argument of a call. */
  callCommas?: boolean;
  /** `x => y` for an arrow function with one parameter. */
  bareArrows?: boolean;
}

const PRETTIER = /^(\.prettierrc(\.(json5?|ya?ml|toml|[cm]?[jt]s))?|prettier\.config\.[cm]?[jt]s)$/;
const ESLINT = /^\.eslintrc(\.(json|ya?ml|c?js))?$/;
const BIOME = /^\.?biome\.jsonc?$/;

/** The settings of the formatter nearest to a folder; empty when the project has none. */
export function formatterFact(disk: Disk, folder: string): FormatterFact {
  for (let dir = folder; ; dir = dirname(dir)) {
    const names = disk.list(dir);
    const text = (pattern: RegExp): string | undefined => {
      const name = names.find((one) => pattern.test(one));
      return name === undefined ? undefined : disk.read(join(dir, name));
    };
    const manifest = disk.readJson(join(dir, 'package.json'));
    const { prettier: range } = { ...asObject(manifest?.dependencies), ...asObject(manifest?.devDependencies) };
    const prettier =
      text(PRETTIER) ?? (manifest?.prettier === undefined ? undefined : JSON.stringify(manifest.prettier));
    if (prettier !== undefined || range !== undefined) return prettierFact(prettier ?? '', String(range ?? '3'));
    const biome = text(BIOME);
    if (biome !== undefined)
      return { width: 80, ...settings(biome, 'lineWidth', 'tab'), ...commas(biome, 'all'), wrapsCalls: true };
    if (/airbnb/.test(text(ESLINT) ?? JSON.stringify(manifest?.eslintConfig ?? '')))
      return { width: 100, trailingCommas: true, callCommas: true };
    const editor = text(/^\.editorconfig$/);
    if (editor !== undefined) return settings(editor, 'max_line_length', undefined);
    if (dir === disk.root || dir === dirname(dir)) return {};
  }
}

function prettierFact(text: string, range: string): FormatterFact {
  const major = Number(/\d+/.exec(range)?.[0] ?? 3);
  const byDefault = major > 2 ? 'all' : major === 2 ? 'es5' : 'none';
  const bareArrows = (setting(text, 'arrowParens') ?? (major > 1 ? 'always' : 'avoid')) === 'avoid';
  return {
    width: 80,
    ...settings(text, 'printWidth', 'space'),
    ...commas(text, byDefault),
    wrapsCalls: true,
    bareArrows,
  };
}

// One reading for JSON, YAML, TOML, INI and JavaScript: `"printWidth": 100`, `printWidth = 100`.
function setting(text: string, ...names: string[]): string | undefined {
  return new RegExp(`\\b(?:${names.join('|')})["']?\\s*[:=]\\s*["']?(\\w+)`).exec(text)?.[1];
}

function settings(text: string, widthName: string, kind: 'tab' | 'space' | undefined): FormatterFact {
  const width = Number(setting(text, widthName));
  const useTabs = setting(text, 'useTabs');
  const style =
    useTabs === undefined
      ? (setting(text, 'indentStyle', 'indent_style') ?? kind)
      : useTabs === 'true'
        ? 'tab'
        : 'space';
  const size = Number(setting(text, 'tabWidth', 'indentWidth', 'indent_size') ?? 2);
  const indent = style === 'tab' ? '\t' : style === 'space' && size > 0 ? ' '.repeat(size) : undefined;
  return { ...(width > 0 ? { width } : {}), ...(indent === undefined ? {} : { indent }) };
}

function commas(text: string, byDefault: string): FormatterFact {
  const wanted = setting(text, 'trailingCommas?') ?? byDefault;
  return { trailingCommas: wanted !== 'none', callCommas: wanted === 'all' };
}
