import 'dotenv/config';
import express from 'express';
import expressSession from 'express-session';

const options = { secret: process.env.OFFICE_SECRET, resave: false, saveUninitialized: false };

const office = express();
office.use(expressSession(options));
office.get('/', (req, res) => res.send(req.sessionID));
office.listen(4001);
