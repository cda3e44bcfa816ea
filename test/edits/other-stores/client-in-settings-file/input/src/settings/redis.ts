import { createClient } from 'redis';
import variables from './variables';

const client = createClient({ url: variables.redisUrl });

client.on('error', (error) => console.error(error));

await client.connect();

export default client;
