import express from 'express';
import session from 'express-session';
import connectMongo from 'connect-mongo';

const Store = connectMongo(session);

const app = express();
app.locals.storeFactory = connectMongo;
app.use(session({ secret: process.env.SECRET, resave: false, saveUninitialized: false, store: new Store({ url: process.env.QUAY_DB }) }));
app.listen(3000);
