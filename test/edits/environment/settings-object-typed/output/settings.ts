import 'dotenv/config';

interface Settings {
  port: string;
  database: string;
  sessionSecret: string;
}

export const settings: Settings = {
  port: process.env.PORT || '3000',
  database: process.env.DATABASE_URL || '',
  sessionSecret: process.env.SESSION_SECRET as string,
};
