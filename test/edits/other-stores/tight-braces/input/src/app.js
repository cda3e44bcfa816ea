import 'dotenv/config';
import express, {json} from 'express';
import session from './session.js';

const app = express();
app.use(json());
app.use(session);
app.get('/', (req, res) => res.json({visits: (req.session.visits = (req.session.visits ?? 0) + 1)}));

app.listen(3000);
