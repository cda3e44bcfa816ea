import './settings.js';
import express from 'express';

const app = express();

app.use(express.json());
app.get('/tides', (req, res) => res.json([]));

app.listen(3000);
