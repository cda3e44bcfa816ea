/**
 * Loaded into every Node process of an app that is proven, with `NODE_OPTIONS=--require`. It observes express-session,
 * keeps the app away from its own database, and lets the proof use sessions without knowing the app's pages.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { refuseOtherDatabases, withScratchClients, withScratchUrl } from './clients.ts';
import { replaceExports } from './modules.ts';
import { report, reportErrors, settings } from './reports.ts';
import { moveServers } from './servers.ts';
import { observedSession } from './sessions.ts';

function reportPassport(exports: unknown, file: string): unknown {
  const { version } = JSON.parse(readFileSync(path.join(path.dirname(file), '../package.json'), 'utf8'));
  report({ kind: 'passport', version });
  return exports;
}

if (settings) {
  reportErrors();
  moveServers();
  if (settings.refusesOtherDatabases) refuseOtherDatabases();
  replaceExports([
    [/[\\/]node_modules[\\/]express-session[\\/]index\.js$/, observedSession],
    [/[\\/]node_modules[\\/]mongodb[\\/]lib[\\/]mongo_client\.js$/, withScratchClients],
    [/[\\/]node_modules[\\/]mongodb[\\/]lib[\\/]core[\\/]uri_parser\.js$/, withScratchUrl],
    [/[\\/]node_modules[\\/]passport[\\/]lib[\\/]index\.js$/, reportPassport],
  ]);
}
