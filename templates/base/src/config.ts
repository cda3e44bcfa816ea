{% if (secretFile) { -%}
import { existsSync } from 'node:fs';
{% } -%}
{% if (mongo) { -%}
import { MongoClient } from 'mongodb';
{% } -%}
import { z } from 'zod';
{% if (secretEnvSource) { -%}
import { secret } from './secret-strength.js';
{% } else { -%}
import { followSecrets } from './secrets.js';
{% } -%}

const settings = z.object({
  // Any other environment, such as staging, counts as production.
{% if (!memory) { -%}
  NODE_ENV: z.enum(['development', 'test', 'production']).catch('production').default('development'),
{% } else { -%}
  NODE_ENV: z
    .enum(['development', 'test', 'production'])
    .catch('production')
    .default('development')
    .refine((mode): boolean => mode !== 'production', 'must be development or test, as sessions are in memory'),
{% } -%}
  PORT: z.string().regex(/^\d{1,5}$/, 'must be a port number').transform(Number).pipe(z.int().max(65_535)).default(3000),
  TRUST_PROXY: z.string().regex(/^\d$/, 'must be the number of proxies in front of the app').transform(Number).default(0),
{% if (mongo) { -%}
  {%- urlEnv %}: z.string('is missing').refine(parses, 'must be a valid mongodb:// or mongodb+srv:// connection string'),
{% } else if (redis) { -%}
  {%- urlEnv %}: z.string('is missing').refine(parses, 'must be a valid redis:// or rediss:// URL'),
{% } -%}
{% if (secretEnvSource) { -%}
  // A comma-separated list: the first secret signs cookies, all verify. To rotate, put a new one first.
  {%- secretEnv %}: z.string('is missing').transform((list) => list.split(',')).pipe(z.array(secret)),
{% } else if (secretFile) { -%}
  {%- secretEnv %}_FILE: z.string('is missing').refine(existsSync, 'names no file'),
{% } else if (secretAws) { -%}
  {%- secretEnv %}_ID: z.string().optional(),
  {%- secretEnv %}: z.string().optional(), // used if there is no ID, as in development
{% } -%}
});

{% if (secretEnvSource) { -%}
export type Config = z.infer<typeof settings>;
{% } else if (secretFile) { -%}
export type Config = z.infer<typeof settings> & { {%- secretEnv %}: string[] };
{% } else if (secretAws) { -%}
type Settings = z.infer<typeof settings>;
export type Config = Omit<Settings, {%= secretEnv %}> & { {%- secretEnv %}: string[] };
{% } -%}

/** Validates the settings; empty ones count as unset. Exits with one message that lists all invalid settings. */
{% if (secretEnvSource) { -%}
export function loadConfig(env: NodeJS.ProcessEnv): Config {
  const { data, error } = settings.safeParse(Object.fromEntries(Object.entries(env).filter(([, text]) => text)));
  if (data) return data;
  const problems = error.issues.map(({ path, message }) => `  ${String(path[0])} ${message}`);
  console.error(`Bad configuration, see .env.example:\n${problems.join('\n')}`);
  process.exit(1);
}
{% } else { -%}
export async function loadConfig(env: NodeJS.ProcessEnv): Promise<Config> {
  const { data, error } = settings.safeParse(Object.fromEntries(Object.entries(env).filter(([, text]) => text)));
  if (error) return refuse(error.issues.map(({ path, message }) => `${String(path[0])} ${message}`));
  return { ...data, {%- secretEnv %}: await followSecrets(data).catch(({ message }) => refuse([message])) };
}

function refuse(problems: string[]): never {
  console.error(`Bad configuration, see .env.example:\n${problems.map((problem) => `  ${problem}`).join('\n')}`);
  process.exit(1);
}
{% } -%}

{% if (mongo) { -%}
function parses(url: string): boolean {
  try {
    return Boolean(new MongoClient(url));
  } catch {
    return false;
  }
}
{% } -%}

{% if (redis) { -%}
function parses(url: string): boolean {
  return /^rediss?:\/\//.test(url) && URL.canParse(url);
}
{% } -%}
