import express from 'express';
import mongoose from 'mongoose';
import env from './env.js';

await mongoose.connect(env.DATABASE_URL);

const app = express();
app.use(express.json());
app.get('/', (req, res) => res.json({}));
app.listen(env.PORT);
