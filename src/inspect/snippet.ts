/** What a hand-written wiring needs to know about the project. */
export interface SnippetFacts {
  module: 'esm' | 'cjs';
  typescript: boolean;
  /** Share mongoose's connection instead of opening one. */
  mongoose: boolean;
  /** The connection string as the code writes it, when it is not in the variable. */
  url?: string | undefined;
  urlEnv: string;
  secretEnv: string;
  receiver: string;
  /** There is a session() already: only its store is new. */
  existing?: boolean;
  /** 5 has a default export alone. */
  storeMajor?: 5 | 6;
}

/** The lines to paste when we must not edit: the same wiring as the one we would have written. */
export function sessionSnippet(facts: SnippetFacts): string {
  const { module, typescript, mongoose, receiver, secretEnv } = facts;
  const load = (what: string, from: string): string =>
    module === 'esm' ? `import ${what} from '${from}';` : `const ${what} = require('${from}');`;
  const variable = (name: string): string => (typescript ? `process.env.${name} as string` : `process.env.${name}`);
  const client = mongoose
    ? [
        `    clientPromise: new Promise${typescript ? '<void>' : ''}((resolve) =>`,
        "      mongoose.connection.readyState === 1 ? resolve() : mongoose.connection.once('connected', resolve),",
        '    ).then(() => mongoose.connection.getClient()),',
      ]
    : [`    client: new MongoClient(${facts.url ?? variable(facts.urlEnv)}),`, "    autoRemove: 'interval',"];
  const loads = [
    load(facts.storeMajor === 5 ? 'MongoStore' : '{ MongoStore }', 'connect-mongo'),
    mongoose ? load('mongoose', 'mongoose') : load('{ MongoClient }', 'mongodb'),
    '',
  ];
  if (facts.existing)
    return [...loads, '// among the options of session()', '  store: MongoStore.create({', ...client, '  }),'].join(
      '\n',
    );
  return [
    load('session', 'express-session'),
    ...loads,
    '// after static files and body parsers, before passport, flash, csrf and the routes',
    `${receiver}.use(session({`,
    `  secret: ${variable(secretEnv)},`,
    '  resave: false,',
    '  saveUninitialized: false,',
    '  store: MongoStore.create({',
    ...client,
    '  }),',
    "  cookie: { sameSite: 'lax', secure: 'auto', maxAge: 14 * 24 * 60 * 60 * 1000 },",
    '}));',
  ].join('\n');
}
