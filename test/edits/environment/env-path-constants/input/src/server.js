import './config/load.js';
import express from 'express';
import { connect } from './tickets.js';

const app = express();
app.use(express.urlencoded({ extended: false }));
app.get('/', async (req, res) => res.json(await (await connect()).db().collection('tickets').find().toArray()));
app.listen(3000);
