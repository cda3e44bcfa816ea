import 'dotenv/config';
import { cleanEnv, port, str } from 'envalid';

export const settings = cleanEnv(process.env, {
  PORT: port(),
  SESSION_SECRET: str()
});
