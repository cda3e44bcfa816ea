/** The values of the options by name, without options that do not apply. */
export type Row = Readonly<Record<string, string>>;

export const OPTIONS: Readonly<Record<string, readonly string[]>> = {
  store: ['client', 'url', 'mongoose', 'redis', 'memory'],
  secret: ['env', 'file', 'aws'],
  language: ['ts', 'js'],
  module: ['esm', 'cjs'],
  rolling: ['yes', 'no'],
  flash: ['yes', 'no'],
  auth: ['yes', 'no'],
  devices: ['yes', 'no'],
  batching: ['yes', 'no'],
  encrypt: ['yes', 'no'],
  docker: ['yes', 'no'],
  kubernetes: ['yes', 'no'],
  touchAfter: ['1h', '0s'],
  database: ['embedded', 'compose', 'external'],
};
export const NAMES = Object.keys(OPTIONS);
const FEATURES = ['auth', 'flash', 'devices', 'batching'];

/** A pairwise (all-pairs) table: pairs.test.ts checks that it covers every valid pair. */
const TABLE = `
  client   env  ts esm yes no  no  no  no  no  yes yes 0s compose
  client   file ts esm no  yes yes no  no  no  no  no  1h external
  client   aws  js cjs no  no  yes yes yes yes no  yes 0s embedded
  url      env  ts cjs yes yes yes yes no  no  no  no  1h embedded
  url      file js esm no  yes yes yes yes yes no  no  0s compose
  url      aws  js cjs yes no  no  no  no  no  yes yes 1h external
  mongoose env  ts cjs no  no  yes yes yes yes yes no  0s external
  mongoose file ts esm yes yes no  no  no  yes yes yes 1h embedded
  mongoose aws  js cjs yes no  no  no  yes no  no  no  1h compose
  redis    env  ts cjs no  yes no  no  no
  redis    file js cjs yes no  no  no  no
  redis    aws  ts esm yes no  no  no  no
  memory   env  js esm yes yes no  no  no
  memory   file ts esm yes no  no  no  no
  memory   aws  js cjs no  yes no  no  no
`;

export const rows: Row[] = TABLE.trim()
  .split('\n')
  .map((line) =>
    Object.fromEntries(
      line
        .trim()
        .split(/ +/)
        .map((value, index) => [NAMES[index], value]),
    ),
  );

/** The answers of a row by question ID. */
export function answersOf(row: Row): Record<string, string | boolean> {
  const enabled = (names: string[]): string => names.filter((name) => row[name] === 'yes').join(',') || 'none';
  const { store = 'client', touchAfter, database, encrypt, docker, kubernetes, secret, language, module } = row;
  const isMongo = store !== 'redis' && store !== 'memory';
  return {
    store: isMongo ? 'mongo' : store,
    features: enabled(FEATURES),
    rolling: row['rolling'] !== 'no',
    ...(isMongo && { connection: store }),
    ...(secret && { secret }),
    ...(language && { language }),
    ...(module && { module }),
    ...(touchAfter && { touchAfter }),
    ...(database && { database }),
    ...(encrypt && { encrypt: encrypt === 'yes' }),
    ...((docker || kubernetes) && { deploy: enabled(['docker', 'kubernetes']) }),
  };
}
