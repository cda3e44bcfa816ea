import 'dotenv/config';
import express from 'express';
import { connect } from 'mongoose';

connect(process.env.TRAM_DB);

const app = express();
app.use(express.json());
app.get('/', (req, res) => res.json([]));
app.listen(3000);
