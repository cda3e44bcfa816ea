import 'dotenv/config';
import { cleanEnv, port, str } from 'envalid';

export default cleanEnv(process.env, {
  PORT: port({ default: 4000 }),
  GREETING: str({ default: 'hello' }),
});
