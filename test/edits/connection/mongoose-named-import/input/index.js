import 'dotenv/config';
import express from 'express';
import session from 'express-session';
import { mongoose } from 'mongoose';
import { connect } from './lines.js';

const app = express();
app.use(session({ secret: process.env.TRAM_SECRET, resave: false, saveUninitialized: false }));
app.get('/', (req, res) => res.json(mongoose.connection.readyState));

await connect();
app.listen(3000);
