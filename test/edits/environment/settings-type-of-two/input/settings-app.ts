import express from 'express';
import session from 'express-session';
import mongoose from 'mongoose';
import { settings } from './settings';

mongoose.connect(settings.database);

const app = express();
app.use(session({ secret: 'ledger', resave: false, saveUninitialized: false }));
app.get('/', (req, res) => res.send(req.sessionID));
app.listen(settings.port);
