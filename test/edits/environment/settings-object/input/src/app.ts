import express from 'express';
import cors from 'cors';
import { config } from './config/index.js';
import users from './routes/users.js';

const app = express();

app.use(cors({ origin: config.corsOrigin, credentials: true }));
app.use(express.json());

app.use('/users', users);

export default app;
