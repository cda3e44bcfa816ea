import 'dotenv/config';

type Settings = { port: string; database: string };

export const settings: Settings = {
  port: process.env.PORT || '3000',
  database: process.env.DATABASE_URL || '',
};
