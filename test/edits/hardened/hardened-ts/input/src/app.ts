import express from 'express';
import mongoose from 'mongoose';

mongoose.connect(process.env.MONGODB_URI as string, { dbName: 'shop' });

const app = express();
app.use(express.json());
app.get('/', (req, res) => { res.send('ok'); });
app.listen(3000);
