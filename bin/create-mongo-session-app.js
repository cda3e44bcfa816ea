#!/usr/bin/env node

// ES5 on purpose: an outdated Node must be able to parse this file and print the message.
var version = process.versions.node.split('.').map(Number);
var args = process.argv.slice(2);

if (version[0] < 20 || (version[0] === 20 && version[1] < 19)) {
  console.error('create-mongo-session-app needs Node.js 20.19 or newer; this is %s.', process.versions.node);
  process.exit(1);
} else if (args.length === 1 && (args[0] === '--version' || args[0] === '-v')) {
  // Answered without loading the bundle.
  console.log(require('../package.json').version);
} else {
  // Node 22 and later can keep the compiled bundle in a cache on disk. Node 20 would load node:module in vain.
  if (version[0] >= 22 && require('node:module').enableCompileCache) require('node:module').enableCompileCache();
  require('../dist/cli.cjs');
}
