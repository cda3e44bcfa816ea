import 'dotenv/config';
import { app } from '@gym-api/app';
import { openDatabase } from '@gym-api/config/database';

openDatabase().then(() => app.listen(process.env.PORT));
