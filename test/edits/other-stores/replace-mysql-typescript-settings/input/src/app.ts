import 'dotenv/config';
import express from 'express';
import { sessions } from './sessions';

const app = express();
app.use(express.json());
app.use(sessions);
app.get('/', (req, res) => res.json(req.session));
app.listen(3000);
