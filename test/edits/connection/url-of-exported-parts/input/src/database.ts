import { connect } from 'mongoose';
import { MONGO_HOST, MONGO_NAME, MONGO_PORT } from './settings';

export async function openDatabase(): Promise<void> {
  const settings = { url: `mongodb://${MONGO_HOST}:${MONGO_PORT}/${MONGO_NAME}`, options: { autoIndex: false } };
  await connect(settings.url, settings.options);
}
