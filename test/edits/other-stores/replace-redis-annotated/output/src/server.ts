import 'dotenv/config';
import express from 'express';
import session from 'express-session';
import { MongoStore } from 'connect-mongo';
import { MongoClient } from 'mongodb';

const store = MongoStore.create({ client: new MongoClient(process.env.MONGODB_URI as string), autoRemove: 'interval' });

const app = express();
app.use(express.json());
app.use(session({ store, secret: process.env.SESSION_SECRET as string, resave: false, saveUninitialized: false }));
app.get('/', (req, res) => { res.json(req.session); });
app.listen(3000);
