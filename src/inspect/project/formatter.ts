import { dirname, join } from 'node:path';
import { type Disk, foldersUp, repositoryOf } from './disk.ts';
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
  /** `{ a }` rather than `{a}`. */
  spacedBraces?: boolean;
}

const PRETTIER = /^(\.prettierrc(\.(json5?|ya?ml|toml|[cm]?[jt]s))?|prettier\.config\.[cm]?[jt]s)$/;
const ESLINT = /^\.eslintrc(\.(json|ya?ml|c?js))?$/;
const BIOME = /^\.?biome\.jsonc?$/;

/** The settings of the formatter nearest to a folder of the repository; empty when it has none. */
export function formatterFact(disk: Disk, folder: string): FormatterFact {
  for (const dir of foldersUp(folder, repositoryOf(disk))) {
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
  }
  return {};
}

/** How to run a formatter on standard input. */
export interface FormatterCommand {
  cwd: string;
  /** A script and its arguments. */
  args: string[];
}

/** The prettier or Biome that is installed for a file; undefined when there is none, or its configuration runs code. */
export function formatterCommand(disk: Disk, file: string): FormatterCommand | undefined {
  const folders = [...foldersUp(dirname(file))];
  const biome = folders.some((dir) => disk.list(dir).some((name) => BIOME.test(name)));
  const [name, bin] = biome ? ['@biomejs/biome', 'biome'] : ['prettier', 'prettier'];
  const cwd = [...foldersUp(dirname(file), repositoryOf(disk))].find((dir) =>
    disk.kind(join(dir, 'node_modules', name)),
  );
  if (cwd === undefined || (!biome && !folders.every((dir) => isPlainData(disk, dir)))) return undefined;
  const home = join(cwd, 'node_modules', name);
  const { bin: bins, version } = disk.readJson(join(home, 'package.json')) ?? {};
  const script = join(home, String(typeof bins === 'string' ? bins : (asObject(bins)[bin] ?? '')));
  const noPlugins = String(version) < '3' ? ['--no-plugin-search'] : [];
  return {
    cwd,
    args: biome ? [script, 'format', `--stdin-file-path=${file}`] : [script, ...noPlugins, '--stdin-filepath', file],
  };
}

/** Whether the configuration of prettier in a folder, if there is any, is JSON, YAML or TOML without plugins. */
function isPlainData(disk: Disk, dir: string): boolean {
  const { prettier = {} } = disk.readJson(join(dir, 'package.json')) ?? {};
  const files = disk.list(dir).filter((name) => PRETTIER.test(name));
  return (
    typeof prettier === 'object' &&
    !JSON.stringify(prettier).includes('plugins') &&
    files.every((name) => !/\.[cm]?[jt]s$/.test(name) && disk.read(join(dir, name))?.includes('plugins') === false)
  );
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
    spacedBraces: setting(text, 'bracketSpacing') !== 'false',
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
