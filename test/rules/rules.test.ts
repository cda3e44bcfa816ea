import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { inspectProject } from '../../src/inspect/inspect-project.ts';
import { lineOfNode } from '../../src/inspect/syntax/source-file.ts';
import { explain } from '../../src/rules/rule.ts';
import { RULES } from '../../src/rules/rules.ts';

const scratch = mkdtempSync(join(tmpdir(), 'rules-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

interface Project {
  /** Source of app.js (app.ts), after the imports of express and express-session. */
  app: string;
  dependencies?: Record<string, string>;
  files?: Record<string, string>;
  typescript?: boolean;
}

/** The findings in a project, as `rule:line` or `rule:path`. */
function findings({ app, dependencies, files = {}, typescript = false }: Project): string[] {
  const folder = mkdtempSync(join(scratch, 'p-'));
  const entry = typescript ? 'app.ts' : 'app.js';
  const head = typescript
    ? "import express from 'express'; import session from 'express-session'; const app = express();"
    : "const express = require('express'); const session = require('express-session'); const app = express();";
  const all = {
    'package.json': JSON.stringify({
      scripts: { start: `node ${entry}` },
      dependencies: { express: '4.21.0', 'express-session': '1.18.0', ...dependencies },
    }),
    [entry]: `${head}\n${app}\napp.get('/', (req, res) => res.send(req.session.user));\napp.listen(3000);\n`,
    ...files,
  };
  for (const [name, text] of Object.entries(all)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  const project = inspectProject(folder);
  if ('problem' in project) throw new Error(project.problem);
  return RULES.flatMap((rule) =>
    rule
      .check(project)
      .map(({ place }) => `${rule.id}:${'file' in place ? lineOfNode(place.file, place.node) : place.path}`),
  );
}

/** A session with nothing wrong: the options given replace its own. */
function session(options: string, store = "require('connect-mongo').create({ mongoUrl: process.env.URL })"): string {
  return `app.use(session({ secret: process.env.SECRET, resave: false, saveUninitialized: false, store: ${store}, ${options} }));`;
}

const MONGO = { 'connect-mongo': '5.1.0', mongodb: '6.0.0' };
const CORS = "const cors = require('cors'); app.use(cors({ origin: true, credentials: true }));\n";

const CASES: Record<string, { trips: [Project, string]; nearMiss: Project }> = {
  'secret-literal': {
    trips: [{ app: `const KEYS = ['one', 'two'];\n${session('secret: KEYS')}` }, 'secret-literal:3'],
    nearMiss: { app: session("secret: process.env.SECRET || 'development'") },
  },
  'session-late': {
    trips: [{ app: `app.use((req, res, next) => { req.session.n = 1; next(); });\n${session('')}` }, 'session-late:3'],
    nearMiss: { app: `${session('')}\napp.use((req, res, next) => { req.session.n = 1; next(); });` },
  },
  resave: {
    trips: [{ app: session("resave: 'false'") }, 'resave:2'],
    nearMiss: { app: session('resave: process.env.RESAVE') },
  },
  'save-uninitialized': {
    trips: [{ app: session('saveUninitialized: true') }, 'save-uninitialized:2'],
    nearMiss: { app: `${session('saveUninitialized: true')}\napp.get('/id', (req, res) => res.send(req.sessionID));` },
  },
  'max-age-number': {
    trips: [{ app: session('cookie: { maxAge: process.env.MAX_AGE }') }, 'max-age-number:2'],
    nearMiss: { app: session('cookie: { maxAge: Number(process.env.MAX_AGE) }') },
  },
  'max-age-milliseconds': {
    trips: [{ app: session('cookie: { maxAge: 60 * 60 * 24 }') }, 'max-age-milliseconds:2'],
    nearMiss: { app: session('cookie: { maxAge: 60 * 60 * 1000 }') },
  },
  'fixed-cookie-expires': {
    trips: [{ app: session('cookie: { expires: new Date(Date.now() + 3600000) }') }, 'fixed-cookie-expires:2'],
    nearMiss: { app: session('cookie: { expires: new Date(Date.now() + 3600000), maxAge: 3600000 }') },
  },
  'public-secret': {
    trips: [{ app: session('secret: process.env.REPL_ID || seed') }, 'public-secret:2'],
    nearMiss: { app: session('secret: process.env.APP_KEY') },
  },
  'secret-fallback': {
    trips: [
      { app: `const key = process.env.APP_KEY || 'development';\n${session('secret: key')}` },
      'secret-fallback:3',
    ],
    nearMiss: { app: session("secret: process.env.APP_KEY || (testing ? 'test' : '')") },
  },
  'misplaced-option': {
    trips: [{ app: session('cookie: { proxy: true }') }, 'misplaced-option:2'],
    nearMiss: {
      app: `app.use(express.static('public', { maxAge: 1 }));\n${session('proxy: true, cookie: { maxAge: 60000 }')}`,
    },
  },
  'secure-without-proxy': {
    trips: [
      { app: `const live = process.env.NODE_ENV === 'production';\n${session('cookie: { secure: live }')}` },
      'secure-without-proxy:3',
    ],
    nearMiss: { app: `app.enable('trust proxy');\n${session('cookie: { secure: true }')}` },
  },
  'insecure-cross-site': {
    trips: [{ app: session("cookie: { sameSite: 'None', secure: false }") }, 'insecure-cross-site:2'],
    nearMiss: {
      app: `const options = { secret: process.env.SECRET, cookie: { sameSite: 'none' } };\nif (live) options.cookie.secure = true;\napp.use(session(options));`,
    },
  },
  'public-suffix-domain': {
    trips: [{ app: session("cookie: { domain: '.onrender.com' }") }, 'public-suffix-domain:2'],
    nearMiss: { app: session("cookie: { domain: 'shop.onrender.com' }") },
  },
  'cookie-prefix': {
    trips: [{ app: session("name: '__Host-id', cookie: { secure: 'auto', domain: 'a.example' }") }, 'cookie-prefix:2'],
    nearMiss: { app: session("name: '__Secure-id', cookie: { secure: 'auto', domain: 'a.example' }") },
  },
  'cookie-path': {
    trips: [{ app: session("cookie: { path: '/app/' }") }, 'cookie-path:2'],
    nearMiss: { app: session("cookie: { path: '/' }") },
  },
  'cookie-replaced': {
    trips: [
      {
        app: `const options = { secret: process.env.SECRET, resave: false, saveUninitialized: false, store: load(), cookie: { maxAge: 60000 } };\noptions.cookie = { secure: 'auto' };\napp.use(session(options));`,
      },
      'cookie-replaced:3',
    ],
    nearMiss: {
      app: `const options = { secret: process.env.SECRET, cookie: { maxAge: 60000 } };\noptions.cookie = { ...options.cookie, secure: 'auto' };\napp.use(session(options));`,
    },
  },
  'partitioned-cookie': {
    trips: [{ app: session('cookie: { partitioned: true }') }, 'partitioned-cookie:2'],
    nearMiss: {
      app: session('cookie: { partitioned: true }'),
      dependencies: { ...MONGO, 'express-session': '^1.17.3' },
    },
  },
  'rival-session': {
    trips: [
      { app: `${session('')}\napp.use(require('cookie-session')({ keys: [process.env.COOKIE_KEY] }));` },
      'rival-session:3',
    ],
    nearMiss: {
      app: `${session('')}\napp.use(require('client-sessions')({ cookieName: 'session', secret: process.env.KEY }));`,
    },
  },
  'keycloak-store': {
    trips: [
      {
        app: `const Keycloak = require('keycloak-connect');\n${session('')}\nconst guard = new Keycloak({\n  store: new session.MemoryStore(),\n});`,
      },
      'keycloak-store:5',
    ],
    nearMiss: {
      app: `const Keycloak = require('keycloak-connect'); const store = require('connect-mongo').create({ mongoUrl: process.env.URL });\n${session('', 'store')}\nconst guard = new Keycloak({ store });`,
    },
  },
  'touch-after-max-age': {
    trips: [
      {
        app: session(
          'cookie: { maxAge: 3600 * 1000 }',
          "require('connect-mongo').create({ mongoUrl: process.env.URL, touchAfter: 24 * 3600 })",
        ),
      },
      'touch-after-max-age:2',
    ],
    nearMiss: {
      app: session(
        'cookie: { maxAge: 24 * 3600 * 1000 }',
        "require('connect-mongo').create({ mongoUrl: process.env.URL, touchAfter: 3600 })",
      ),
    },
  },
  'ttl-milliseconds': {
    trips: [
      {
        app: session('', "require('connect-mongo').create({ mongoUrl: process.env.URL, ttl: 14 * 24 * 3600 * 1000 })"),
      },
      'ttl-milliseconds:2',
    ],
    nearMiss: {
      app: session('', "require('connect-mongo').create({ mongoUrl: process.env.URL, ttl: 14 * 24 * 3600 })"),
    },
  },
  'cross-origin-cookie': {
    trips: [{ app: CORS + session('') }, 'cross-origin-cookie:2'],
    nearMiss: { app: CORS + session("cookie: { sameSite: 'none', secure: true }") },
  },
  'cors-wildcard': {
    trips: [
      { app: `const cors = require('cors'); app.use(cors({ credentials: true }));\n${session('')}` },
      'cors-wildcard:2',
    ],
    nearMiss: { app: `const cors = require('cors'); app.use('/files', cors({ origin: '*' }));\n${session('')}` },
  },
  'driver-callback': {
    trips: [
      { app: `require('mongodb').MongoClient.connect(url, (err, client) => {});\n${session('')}` },
      'driver-callback:2',
    ],
    nearMiss: {
      app: `require('mongodb').MongoClient.connect(url, (err, client) => {});\n${session('')}`,
      dependencies: { ...MONGO, mongodb: '4.17.0' },
    },
  },
  'old-typescript': {
    trips: [
      {
        app: `import MongoStore from 'connect-mongo';\n${session('', 'MongoStore.create({ mongoUrl: process.env.URL })')}`,
        dependencies: { ...MONGO, typescript: '4.1.2' },
        typescript: true,
      },
      'old-typescript:1',
    ],
    nearMiss: {
      app: `const { MongoStore } = require('connect-mongo');\n${session('', 'MongoStore.create({ mongoUrl: process.env.URL })')}`,
      dependencies: { ...MONGO, typescript: '4.1.2' },
      typescript: true,
    },
  },
  'taken-collection': {
    trips: [
      {
        app: `const { Schema, model } = require('mongoose');\nmodel('Session', new Schema({ room: String, expires: Date }));\n${session('')}`,
      },
      'taken-collection:3',
    ],
    nearMiss: {
      app: `const { Schema, model } = require('mongoose');\nmodel('Session', new Schema({ session: Object, expires: Date }));\n${session('')}`,
    },
  },
};

test('every rule has a fixture that trips it and a near miss', () => {
  expect(Object.keys(CASES)).toEqual(RULES.map(({ id }) => id));
});

describe.each(Object.entries(CASES))('%s', (id, { trips: [project, finding], nearMiss }) => {
  const own = ({ dependencies = MONGO, ...rest }: Project): string[] =>
    findings({ dependencies, ...rest }).filter((one) => one.startsWith(`${id}:`));

  test('trips', () => expect(own(project)).toEqual([finding]));
  test('near miss', () => expect(own(nearMiss)).toEqual([]));
  test('nothing else trips', () =>
    expect(findings({ dependencies: MONGO, ...project }).filter((one) => !one.startsWith(`${id}:`))).toEqual([]));
});

test('a finding is explained in whole sentences', () => {
  const [resave] = RULES.filter(({ id }) => id === 'resave');
  expect(resave && explain(resave, { message: 'resave is true.' })).toMatch(
    /^resave is true\. .+\. Set it to false\.$/,
  );
});
