import {
  GetSecretValueCommand,
  ResourceNotFoundException,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import { check, refresh } from './secret-list.js';

const INTERVAL = 5 * 60_000; // ms between two questions to AWS

interface Source {
  /** Name or ARN of the secret. */
  {%- secretEnv %}_ID?: string | undefined;
  /** Stands in for it where there is no AWS, as in development: secrets separated by commas. */
  {%- secretEnv %}?: string | undefined;
}

/**
 * The current version of a secret in AWS Secrets Manager, which signs cookies, and the previous one, which verifies.
 * The list follows AWS. Rejects with a message for people when the first question fails.
 */
export async function followSecrets(config: Source): Promise<string[]> {
  const { {%- secretEnv %}_ID: id, {%- secretEnv %}: own } = config;
  if (!id && own) return check({%= secretEnv %}, own.split(','));
  if (!id) throw new Error({%= secretEnv + '_ID is missing' %});
  const client = new SecretsManagerClient({ requestHandler: { connectionTimeout: 2_000, requestTimeout: 5_000 } });
  const secrets = await fetchSecrets(client, id);
  const read = async () => {
    const [current = '', ...previous] = await fetchSecrets(client, id);
    // A new secret only verifies at first. It signs one refresh later, when every server of the app knows it.
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
  const isNone = (error: unknown) => error instanceof ResourceNotFoundException; // it was never rotated
  try {
    const current = await version('AWSCURRENT');
    const previous = await version('AWSPREVIOUS').catch((error) => (isNone(error) ? '' : Promise.reject(error)));
    return check(id, [current, previous]);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message || cause.name : cause;
    throw new Error(`No session secrets from AWS Secrets Manager: ${reason}`, { cause });
  }
}
