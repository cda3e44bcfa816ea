import express from 'express';
import session from 'express-session';
import MongoStore from 'connect-mongo';

const app = express();
app.use(session({ secret: process.env.SECRET, resave: false, saveUninitialized: false, store: MongoStore.create({ mongoUrl: process.env.MONGO_URI }) }));
app.get('/', (req, res) => res.send('ok'));
app.listen(3000);
