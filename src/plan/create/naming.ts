import path from 'node:path';

/** A valid npm package name from any folder name, without asking: `My App!` becomes `my-app`. */
export function packageName(root: string): string {
  const name = path
    .basename(root)
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9-]+/g, '-')
    .replace(/-{2,}/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 80)
    .replace(/-$/, '');
  // npm refuses these two; an app called node_modules helps nobody.
  return name === '' || name === 'node-modules' || name === 'favicon-ico' ? 'session-app' : name;
}

/** `my-app` as a person reads it: `My app`. */
export function titleOf(name: string): string {
  const words = name.replaceAll('-', ' ').trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
