import 'dotenv/config';
import { envsafe, port, url } from 'envsafe';

export default envsafe({
  PORT: port({ devDefault: 4000 }),
  DATABASE_URL: url(),
});
