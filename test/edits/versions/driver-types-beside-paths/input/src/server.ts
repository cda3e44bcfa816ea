import express from 'express';
import mongoose from 'mongoose';
import User from './models/User';

mongoose.connect(process.env.MONGO_URI!, { useNewUrlParser: true, useUnifiedTopology: true });
const app = express();
app.use(express.json());
app.get('/users', async (_req, res) => res.json(await User.find()));
app.listen(4000);
