import path from 'node:path';

/** Makes a valid npm package name of any folder name: `My App!` becomes `my-app`. */
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
  // npm rejects node_modules and favicon.ico as names.
  return name === '' || name === 'node-modules' || name === 'favicon-ico' ? 'session-app' : name;
}

/** `my-app` as a title: `My app`. */
export function titleOf(name: string): string {
  const words = name.replaceAll('-', ' ').trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
