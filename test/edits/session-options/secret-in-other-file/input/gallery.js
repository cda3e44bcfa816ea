import express from 'express';
import session from 'express-session';
import mongoose from 'mongoose';
import { COOKIE_KEY } from './keys.js';

const app = express();
app.use(session({ secret: COOKIE_KEY, resave: false, saveUninitialized: false }));
app.get('/', (req, res) => res.send('gallery'));

await mongoose.connect(process.env.GALLERY_DB);
app.listen(3000);
