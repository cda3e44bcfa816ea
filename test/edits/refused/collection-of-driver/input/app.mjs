import express from 'express';
import { films, sessions } from './db.mjs';

const app = express();
app.use(express.json());
app.get('/films', async (req, res) => res.json(await films.find().toArray()));
app.post('/films/:id/sessions', async (req, res) => res.json(await sessions.insertOne({ film: req.params.id, startsAt: new Date(req.body.at) })));
app.listen(3000);
