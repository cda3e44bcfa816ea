import 'dotenv/config';
import { cleanEnv, port, str } from 'envalid';

export default cleanEnv(process.env, {
  PORT: port({ default: 4000 }),
  DATABASE_URL: str(),
  SESSION_SECRET: str(),
});
