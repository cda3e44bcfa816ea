import 'dotenv/config';
import express from 'express';
import session from 'express-session';
import { MongoStore } from 'connect-mongo';
import cors from 'cors';
import mongoose from 'mongoose';
import routes from './routes.js';
import { errorHandler } from './errors.js';

const app = express();
mongoose.connect(process.env.MONGODB_URI);

app.get('/health', (req, res) => res.json({ ok: true }));
app.use(errorHandler);
app.use(cors());
app.use(express.json());
app.use(session({
  secret: process.env.SESSION_SECRET,
  resave: false,
  saveUninitialized: false,
  rolling: true,
  cookie: { maxAge: 14 * 24 * 60 * 60 * 1000, sameSite: 'lax', secure: 'auto' },
  store: MongoStore.create({ client: mongoose.connection.getClient(), autoRemove: 'interval' })
}));
app.use('/api', routes);
app.listen(3000);
