import { connect } from 'mongoose';
import { settings } from './settings';

export async function openDatabase(): Promise<void> {
  const { url } = settings.database;
  await connect(url);
}
