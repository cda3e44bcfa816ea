// Preloaded with --require: prints, as the last line, the chunks that a run loaded and the files it read in the folder x.
const fs = require('node:fs');
const path = require('node:path');

const project = path.resolve('x');
const read = new Set();
const { readFileSync } = fs;
fs.readFileSync = (file, ...rest) => {
  if (typeof file === 'string' && path.resolve(file).startsWith(project + path.sep)) {
    read.add(path.relative(project, path.resolve(file)));
  }
  return readFileSync(file, ...rest);
};

process.on('exit', () => {
  const chunks = Object.keys(require.cache).filter((file) => path.basename(path.dirname(file)) === 'dist');
  const result = { chunks: chunks.map((file) => path.basename(file)), read: [...read].sort() };
  fs.writeSync(1, `\n${JSON.stringify(result)}\n`);
});
