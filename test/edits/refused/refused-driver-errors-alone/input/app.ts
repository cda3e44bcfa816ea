import express, { Request, Response } from 'express';
import { MongoError, ObjectID } from 'mongodb';
import mongoose from 'mongoose';

mongoose.connect('mongodb://127.0.0.1/allotments');
const Plot = mongoose.model('Plot', new mongoose.Schema({ owner: String }));

const app = express();
app.use(express.json());
app.post('/plots', (req: Request, res: Response) => {
  const plot = new Plot(req.body);
  plot.set('_id', new ObjectID());
  plot.save((err: MongoError) => res.sendStatus(err ? 500 : 201));
});
app.listen(3000);
