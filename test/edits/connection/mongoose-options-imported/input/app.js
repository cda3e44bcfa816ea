import express from 'express';
import mongoose from 'mongoose';
import cfg, { mongo } from './opts.js';

await mongoose.connect(process.env.MONGO_URL, { ...mongo, ...cfg.pool });

const app = express();
app.get('/', (req, res) => res.send('ok'));
app.listen(3000);
