import {
  GetSecretValueCommand,
  ResourceNotFoundException,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import { check, refresh } from './secret-list.js';

const INTERVAL = 5 * 60_000; // ms between requests to AWS

interface Source {
  /** Name or ARN of the secret. */
  {%- secretEnv %}_ID?: string | undefined;
  /** Used instead if there is no ID, for example in development: secrets separated by commas. */
  {%- secretEnv %}?: string | undefined;
}

/**
 * Reads the session secrets from AWS Secrets Manager: the current version signs cookies, the previous one only verifies.
 * The array is updated when the secret is rotated. Rejects with a readable message if the first request fails.
 */
export async function followSecrets(config: Source): Promise<string[]> {
  const { {%- secretEnv %}_ID: id, {%- secretEnv %}: local } = config;
  if (!id && local) return check({%= secretEnv %}, local.split(','));
  if (!id) throw new Error({%= secretEnv + '_ID is missing' %});
  const client = new SecretsManagerClient({ requestHandler: { connectionTimeout: 2_000, requestTimeout: 5_000 } });
  const secrets = await fetchSecrets(client, id);
  const read = async () => {
    const [current = '', ...previous] = await fetchSecrets(client, id);
    // A new secret only verifies at first. It signs from the next refresh on, when every server has it.
    return secrets.includes(current) ? [current, ...previous] : [...previous, current];
  };
  refresh(secrets, read, INTERVAL);
  return secrets;
}

async function fetchSecrets(client: SecretsManagerClient, id: string): Promise<string[]> {
  const version = async (stage: string) => {
    const answer = await client.send(new GetSecretValueCommand({ SecretId: id, VersionStage: stage }));
    return answer.SecretString ?? '';
  };
  const isMissing = (error: unknown) => error instanceof ResourceNotFoundException; // the secret was never rotated
  try {
    const current = await version('AWSCURRENT');
    const previous = await version('AWSPREVIOUS').catch((error) => (isMissing(error) ? '' : Promise.reject(error)));
    return check(id, [current, previous]);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message || cause.name : cause;
    throw new Error(`Cannot read the session secrets from AWS Secrets Manager: ${reason}`, { cause });
  }
}
