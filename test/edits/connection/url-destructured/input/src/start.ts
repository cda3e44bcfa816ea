import { openDatabase } from './connect';
import { startServer } from './server';

openDatabase().then(startServer);
