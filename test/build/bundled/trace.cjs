// Loaded before the CLI: prints, as the last line, what it has loaded and which files it has read.
const fs = require('node:fs');
const path = require('node:path');

const SLOW = ['child_process', 'crypto', 'http', 'net', 'os', 'readline', 'stream', 'tty', 'util'];
const before = new Set(process.moduleLoadList);
const read = new Set();
const root = path.join(process.cwd(), 'x');
const { readFileSync } = fs;
fs.readFileSync = (file, ...rest) => {
  const inside = typeof file === 'string' ? path.relative(root, path.resolve(file)) : '..';
  if (!inside.startsWith('..')) read.add(inside);
  return readFileSync(file, ...rest);
};

process.on('exit', () => {
  const loaded = process.moduleLoadList.filter((name) => !before.has(name)).map((name) => name.split(' ').pop());
  const chunks = Object.keys(require.cache).filter((file) => path.basename(path.dirname(file)) === 'dist');
  const result = {
    chunks: chunks.map((file) => path.basename(file, '.cjs')).sort(),
    node: SLOW.filter((name) => loaded.includes(name)),
    read: [...read].sort(),
  };
  fs.writeSync(1, `\n${JSON.stringify(result)}\n`);
});
