import 'dotenv/config';
import type { Settings } from './types';

export const settings: Settings = {
  port: process.env.PORT || '3000',
  database: process.env.DATABASE_URL || '',
};
