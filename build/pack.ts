import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import type { OutputChunk } from 'rolldown';

/** What stands in the place of a chunk: Node compiles what it unpacks as if it had stood there. */
const STUB = "require('./unpack.cjs')(module);\n";

const UNPACK = `'use strict';
// The chunks that most runs do without are in one compressed file: the package is a tenth smaller to download.
const { readFileSync } = require('node:fs');
const { basename, join } = require('node:path');
const { brotliDecompressSync } = require('node:zlib');

const parts = brotliDecompressSync(readFileSync(join(__dirname, 'chunks.br'))).toString().split('\\0');

module.exports = (chunk) => chunk._compile(parts[parts.indexOf(basename(chunk.filename)) + 1], chunk.filename);
`;

/** Puts the chunks of a bundle that only some runs load into one compressed file. @returns the files that are new */
export function pack(chunks: readonly OutputChunk[], dir: string): string[] {
  // The longest first: the others find in it what they repeat.
  const seldom = chunks.filter(({ isEntry }) => !isEntry).sort((a, b) => b.code.length - a.code.length);
  const text = seldom.flatMap(({ fileName, code }) => [fileName, code]).join('\0');
  const params = {
    [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS,
    [constants.BROTLI_PARAM_SIZE_HINT]: text.length,
  };
  for (const { fileName } of seldom) writeFileSync(path.join(dir, fileName), STUB);
  writeFileSync(path.join(dir, 'chunks.br'), brotliCompressSync(text, { params }));
  writeFileSync(path.join(dir, 'unpack.cjs'), UNPACK);
  return ['unpack.cjs', 'chunks.br'];
}
