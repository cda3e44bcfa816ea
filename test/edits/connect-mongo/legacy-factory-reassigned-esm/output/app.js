import express from 'express';
import session from 'express-session';
import { MongoStore as connectMongo } from 'connect-mongo';

let MongoStore;
MongoStore = connectMongo;

const app = express();
app.use(session({ secret: process.env.SECRET, store: new MongoStore({ mongoUrl: process.env.DB }) }));
app.get('/', (req, res) => res.send('ok'));
app.listen(3000);
