import 'dotenv/config';
import express from 'express';
import mongoose from 'mongoose';

mongoose.connect(process.env.MONGO_URL as string);
const app = express();
app.get('/departures', (req, res) => res.json([]));
app.listen(3000);
