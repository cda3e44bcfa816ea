import { MongoClient } from 'mongodb'; //? mongo
import { z } from 'zod';

const secret = z.string().trim().refine((text) => text.length >= 32 && !/example|change|^(.)\1*$/i.test(text), 'must be 32 random characters or more');

const settings = z.object({
  NODE_ENV: z.enum(['development', 'test', 'production']).default('development'), //? !memory
  NODE_ENV: z.enum(['development', 'test', 'production']).default('development').refine((mode): boolean => mode !== 'production', 'must not be production: sessions in memory do not last'), //? memory
  PORT: z.coerce.number('must be a port number').int().min(0).max(65_535).default(3000),
  /** How many proxies stand in front of the app and may be believed. */
  TRUST_PROXY: z.coerce.number('must be a number of proxies').int().min(0).max(10).default(0),
  /*- urlEnv */ DATABASE_URL: z.string('is missing').refine(parses, 'must be like mongodb://localhost:27017/app'), //? mongo
  /*- urlEnv */ REDIS_URL: z.string('is missing').refine((url) => /^rediss?:/.test(url) && URL.canParse(url), 'must be like redis://localhost:6379'), //? redis
  /** The first one signs session cookies, all of them verify: put a new one in front to rotate. */
  /*- secretEnv */ SESSION_SECRET: z.string('is missing').transform((list) => list.split(',')).pipe(z.array(secret)),
});

export type Config = z.infer<typeof settings>;

/** Reads every setting once. Ends the process with one message that names all that are wrong, but not their values. */
export function loadConfig(env: NodeJS.ProcessEnv): Config {
  const given = Object.entries(env).filter(([, value]) => value !== ''); // `PORT=` means that it is not set
  const { data, error } = settings.safeParse(Object.fromEntries(given));
  if (data) return data;
  const problems = new Map(error.issues.map(({ path, message }) => [path[0], message]));
  console.error(['Bad configuration:', ...[...problems].map(([name, message]) => `  ${String(name)} ${message}`)].join('\n'));
  process.exit(1);
}

function parses(url: string): boolean { //? mongo
  try { //? mongo
    return Boolean(new MongoClient(url)); //? mongo
  } catch { //? mongo
    return false; //? mongo
  } //? mongo
} //? mongo
