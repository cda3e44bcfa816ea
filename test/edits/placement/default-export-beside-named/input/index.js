import express from 'express';
import { title } from './config.js';
import './database.js';
const app = express();
app.get('/', (req, res) => res.send(title));
app.listen(3000);
