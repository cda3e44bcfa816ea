import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

interface Notice {
  /** `name version`. */
  title: string;
  copyright: string[];
  text: string;
}

const PACKAGE = /^(.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+)[\\/]/;

/** The licence texts of the packages that hold these modules; a text that several packages share is printed once. */
export function licences(modules: readonly string[]): string {
  const folders = new Set(modules.flatMap((id) => PACKAGE.exec(id)?.[1] ?? []));
  const notices = [...folders].map(noticeOf).sort((a, b) => (a.title < b.title ? -1 : 1));
  const texts = new Map<string, Notice[]>();
  for (const notice of notices) {
    const key = notice.text.replaceAll(/\s+/g, ' ');
    texts.set(key, [...(texts.get(key) ?? []), notice]);
  }
  const sections = [...texts.values()].map((sharers) => {
    const heads = sharers.map(({ title, copyright }) => [title, ...copyright].join('\n  '));
    return `${heads.join('\n')}\n\n${sharers[0]?.text}\n`;
  });
  return `This package contains code of the packages below, under their licences.\n\n${sections.join(`\n${'-'.repeat(72)}\n\n`)}`;
}

function noticeOf(folder: string): Notice {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
  if (!file || !existsSync(join(folder, file))) throw new Error(`${name} has no licence file`);
  const lines = readFileSync(join(folder, file), 'utf8')
    .replaceAll('\r', '')
    .split('\n')
    .map((line) => line.trim());
  const isCopyright = (line: string) => /^(copyright\b|\(c\))/i.test(line) && /\d{4}|\(c\)|©/i.test(line);
  const text = lines
    .filter((line) => !isCopyright(line) && !/^#*\s*(the )?(mit|isc) licen[cs]e( \(mit\))?$/i.test(line))
    .join('\n');
  return {
    title: `${name} ${version} (${license})`,
    copyright: lines.filter(isCopyright),
    text: text.replaceAll(/\n{3,}/g, '\n\n').trim(),
  };
}
