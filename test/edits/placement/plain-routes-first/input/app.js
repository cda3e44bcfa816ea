import 'dotenv/config';
import express from 'express';
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
app.use('/api', routes);
app.listen(3000);
