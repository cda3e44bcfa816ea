import 'dotenv/config';
import express from 'express';
import session from 'express-session';
import mongoose from 'mongoose';
import { connectWithRetry } from './database.js';
import { Story } from './story.js';

const app = express();

app.use(express.static('public'));
app.use(express.json());
app.use(
  session({
    secret: process.env.SESSION_SECRET,
    resave: false,
    saveUninitialized: false,
    cookie: { maxAge: 3600000 },
  }),
);

const needsDatabase = (req, res, next) => {
  if (mongoose.connection.readyState === 1) return next();
  res.set('Retry-After', '5').status(503).json({ error: 'We will be back' });
};

app.get('/', (req, res) => {
  res.type('html').send('<h1>Newsroom</h1>');
});

app.get('/stories', needsDatabase, async (req, res) => {
  res.json(await Story.find().sort('headline').select('headline -_id'));
});

app.post('/stories', needsDatabase, async (req, res) => {
  const { headline } = await Story.create(req.body);
  res.status(201).json({ headline });
});

app.post('/bookmarks', (req, res) => {
  req.session.bookmarks = [...new Set([...(req.session.bookmarks ?? []), req.body.headline])];
  res.json(req.session.bookmarks);
});

app.get('/bookmarks', (req, res) => {
  res.json(req.session.bookmarks ?? []);
});

app.listen(process.env.PORT ?? 3000);
connectWithRetry(process.env.MONGODB_URI);
