import { z } from 'zod';

const secret = z.string().trim().min(32).refine((text) => !/example|change|secret|^(.)\1*$/i.test(text));

const settings = z.object({
  NODE_ENV: z.enum(['development', 'test', 'production']).default('development'), //? !memory
  NODE_ENV: z.enum(['development', 'test', 'production']).default('development').refine((mode): boolean => mode !== 'production', 'must not be production: sessions in memory do not last'), //? memory
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  /** How many proxies stand in front of the app and may be believed. */
  TRUST_PROXY: z.coerce.number('must be a number of proxies').int().min(0).max(10).default(0),
  /*- urlEnv */ DATABASE_URL: z.string('is missing').regex(/^mongodb(\+srv)?:\/\/./, 'must begin with mongodb://'), //? mongo
  /*- urlEnv */ REDIS_URL: z.string('is missing').regex(/^rediss?:\/\/./, 'must begin with redis://'), //? redis
  /** The first one signs session cookies, all of them verify: put a new one in front to rotate. */
  /*- secretEnv */ SESSION_SECRET: z.string('is missing').transform((list) => list.split(',')).pipe(z.array(secret, 'must be 32 random characters or more')),
});

export type Config = z.infer<typeof settings>;

/** Reads every setting once. Ends the process with one message that names all that are wrong, but not their values. */
export function loadConfig(env: NodeJS.ProcessEnv): Config {
  const { data, error } = settings.safeParse(env);
  if (data) return data;
  console.error(`Bad configuration:\n${error.issues.map(({ path, message }) => `  ${String(path[0])} ${message}`).join('\n')}`);
  process.exit(1);
}
