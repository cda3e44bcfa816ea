import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

interface Notice {
  /** Name, version and licence identifier. */
  title: string;
  copyright: string[];
  text: string;
}

const PACKAGE = /^(.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+)[\\/]/;
const RULE = `\n${'-'.repeat(72)}\n\n`;

/** The licences of the packages that contain the modules. Packages with the same licence text share a section. */
export function licences(modules: readonly string[]): string {
  const folders = new Set(modules.flatMap((id) => PACKAGE.exec(id)?.[1] ?? []));
  const notices = [...folders].map(noticeOf).sort((a, b) => (a.title < b.title ? -1 : 1));
  const texts = new Map<string, Notice[]>();
  for (const notice of notices) {
    const words = notice.text.replaceAll(/['"]/g, '').replaceAll(/\s+/g, ' ');
    texts.set(words, [...(texts.get(words) ?? []), notice]);
  }
  const sections = [...texts.values()].map((group) => {
    const heads = group.map(({ title, copyright }) => [title, ...copyright].join('\n  '));
    return `${heads.join('\n')}\n\n${group[0]?.text}\n`;
  });
  return `This package contains code from the following packages, under their licences.\n\n${sections.join(RULE)}`;
}

const COPYRIGHT = /^copyright\b.*(\d{4}|\(c\)|©)/i;
const HEADING = /^(\(?(the )?(mit|isc) licen[cs]e\)?( \(mit\))?|https?:\S+)$/i;

function noticeOf(folder: string): Notice {
  const { name, version, license }: Record<string, string> = JSON.parse(
    readFileSync(join(folder, 'package.json'), 'utf8'),
  );
  const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
  if (!file) throw new Error(`${name} has no licence file`);
  const lines = readFileSync(join(folder, file), 'utf8')
    .split(/\r?\n/)
    .map((line) => line.trim());
  // A URL on the line after a copyright line belongs to it.
  const isCopyright = (line: string, index: number): boolean =>
    COPYRIGHT.test(line) || (/^https?:\/\/\S+$/.test(line) && COPYRIGHT.test(lines[index - 1] ?? ''));
  const text = lines.filter((line, index) => !isCopyright(line, index) && !HEADING.test(line)).join('\n');
  return {
    title: `${name} ${version} (${license})`,
    copyright: lines.filter(isCopyright),
    // The Apache licence ends with instructions for its use, which are not part of it.
    text: text
      .replace(/^APPENDIX: How to apply[\s\S]*/m, '')
      .replaceAll(/\n{3,}/g, '\n\n')
      .trim(),
  };
}
