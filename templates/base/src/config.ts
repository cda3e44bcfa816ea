import { existsSync } from 'node:fs'; //? secretFile
import { MongoClient } from 'mongodb'; //? mongo
import { z } from 'zod';
import { secret } from './secret-strength.js'; //? secretEnvSource
import { followSecrets } from './secrets.js'; //? !secretEnvSource

const settings = z.object({
  // Any other environment, such as staging, counts as production.
  NODE_ENV: z.enum(['development', 'test', 'production']).catch('production').default('development'), //? !memory
  NODE_ENV: z //? memory
    .enum(['development', 'test', 'production']) //? memory
    .catch('production') //? memory
    .default('development') //? memory
    .refine((mode): boolean => mode !== 'production', 'must be development or test, as sessions are in memory'), //? memory
  PORT: z.string().regex(/^\d{1,5}$/, 'must be a port number').transform(Number).pipe(z.int().max(65_535)).default(3000),
  TRUST_PROXY: z.string().regex(/^\d$/, 'must be how many proxies stand in front').transform(Number).default(0),
  /*- urlEnv */ DATABASE_URL: z.string('is missing').refine(parses, 'must be a valid mongodb:// or mongodb+srv:// connection string'), //? mongo
  /*- urlEnv */ REDIS_URL: z.string('is missing').refine(parses, 'must be a valid redis:// or rediss:// URL'), //? redis
  // Of several, the first one signs cookies and all verify: put a new one in front to rotate. //? secretEnvSource
  /*- secretEnv */ SESSION_SECRET: z.string('is missing').transform((list) => list.split(',')).pipe(z.array(secret)), //? secretEnvSource
  /*- secretEnv + '_FILE' */ SESSION_SECRET_FILE: z.string('is missing').refine(existsSync, 'names no file'), //? secretFile
  /*- secretEnv + '_ID' */ SESSION_SECRET_ID: z.string().optional(), //? secretAws
  /*- secretEnv */ SESSION_SECRET: z.string().optional(), // stands in for it where there is no AWS //? secretAws
});

export type Config = z.infer<typeof settings>; //? secretEnvSource
export type Config = z.infer<typeof settings> & { /*- secretEnv */ SESSION_SECRET: string[] }; //? secretFile
type Settings = z.infer<typeof settings>; //? secretAws
export type Config = Omit<Settings, /*= secretEnv */ 'SESSION_SECRET'> & { /*- secretEnv */ SESSION_SECRET: string[] }; //? secretAws

/** Reads every setting once; an empty one is not set. Ends the process with one message that names all wrong ones. */
export function loadConfig(env: NodeJS.ProcessEnv): Config { //? secretEnvSource
  const { data, error } = settings.safeParse(Object.fromEntries(Object.entries(env).filter(([, text]) => text))); //? secretEnvSource
  if (data) return data; //? secretEnvSource
  const problems = error.issues.map(({ path, message }) => `  ${String(path[0])} ${message}`); //? secretEnvSource
  console.error(`Bad configuration, see .env.example:\n${problems.join('\n')}`); //? secretEnvSource
  process.exit(1); //? secretEnvSource
} //? secretEnvSource
export async function loadConfig(env: NodeJS.ProcessEnv): Promise<Config> { //? !secretEnvSource
  const { data, error } = settings.safeParse(Object.fromEntries(Object.entries(env).filter(([, text]) => text))); //? !secretEnvSource
  if (error) return refuse(error.issues.map(({ path, message }) => `${String(path[0])} ${message}`)); //? !secretEnvSource
  return { ...data, /*- secretEnv */ SESSION_SECRET: await followSecrets(data).catch(({ message }) => refuse([message])) }; //? !secretEnvSource
} //? !secretEnvSource

function refuse(problems: string[]): never { //? !secretEnvSource
  console.error(`Bad configuration, see .env.example:\n${problems.map((problem) => `  ${problem}`).join('\n')}`); //? !secretEnvSource
  process.exit(1); //? !secretEnvSource
} //? !secretEnvSource

function parses(url: string): boolean { //? mongo
  try { //? mongo
    return Boolean(new MongoClient(url)); //? mongo
  } catch { //? mongo
    return false; //? mongo
  } //? mongo
} //? mongo

function parses(url: string): boolean { //? redis
  return /^rediss?:\/\//.test(url) && URL.canParse(url); //? redis
} //? redis
