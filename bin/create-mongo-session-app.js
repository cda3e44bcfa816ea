#!/usr/bin/env node

// Old syntax on purpose: a Node that is too old for the bundle must be able to read this far and say so.
var version = process.versions.node.split('.').map(Number);
var args = process.argv.slice(2);

if (version[0] < 20 || (version[0] === 20 && version[1] < 19)) {
  console.error('create-mongo-session-app needs Node.js 20.19 or newer; this is %s.', process.versions.node);
  process.exit(1);
} else if (args.length === 1 && (args[0] === '--version' || args[0] === '-v')) {
  // Written at once: console.log would first load Node's streams, which takes longer than all the rest.
  try {
    require('node:fs').writeSync(1, require('../package.json').version.concat('\n'));
  } catch (error) {
    // Nobody reads: `| head -0`.
    if (error.code !== 'EPIPE') throw error;
  }
} else {
  require('../dist/cli.cjs');
}
