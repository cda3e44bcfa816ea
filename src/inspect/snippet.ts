/** What a hand-written wiring needs to know about the project. */
export interface SnippetFacts {
  module: 'esm' | 'cjs';
  /** Share mongoose's connection instead of opening one. */
  mongoose: boolean;
  urlEnv: string;
  secretEnv: string;
  receiver: string;
  /** There is a session() already: only its store is new. */
  existing?: boolean;
}

/** The lines to paste when we must not edit: the same wiring as the one we would have written. */
export function sessionSnippet({ module, mongoose, urlEnv, secretEnv, receiver, existing }: SnippetFacts): string {
  const load = (what: string, from: string): string =>
    module === 'esm' ? `import ${what} from '${from}';` : `const ${what} = require('${from}');`;
  const client = mongoose
    ? [
        '    clientPromise: new Promise((resolve) => {',
        '      const { connection } = mongoose;',
        '      const share = () => resolve(connection.getClient());',
        "      connection.readyState === 1 ? share() : connection.once('connected', share);",
        '    }),',
      ]
    : [`    client: new MongoClient(process.env.${urlEnv}),`, "    autoRemove: 'interval',"];
  const loads = [
    load('{ MongoStore }', 'connect-mongo'),
    mongoose ? load('mongoose', 'mongoose') : load('{ MongoClient }', 'mongodb'),
    '',
  ];
  if (existing)
    return [...loads, '// among the options of session()', '  store: MongoStore.create({', ...client, '  }),'].join(
      '\n',
    );
  return [
    load('session', 'express-session'),
    ...loads,
    '// after static files and body parsers, before passport, flash, csrf and the routes',
    `${receiver}.use(session({`,
    `  secret: process.env.${secretEnv},`,
    '  resave: false,',
    '  saveUninitialized: false,',
    '  store: MongoStore.create({',
    ...client,
    '  }),',
    "  cookie: { httpOnly: true, sameSite: 'lax', secure: 'auto', maxAge: 14 * 24 * 60 * 60 * 1000 },",
    '}));',
  ].join('\n');
}
