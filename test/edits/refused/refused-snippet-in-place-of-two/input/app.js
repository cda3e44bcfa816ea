import express from 'express';
import session from 'express-session';
import connectMongo from 'connect-mongo';
import mongodb from 'mongodb';

const MongoStore = connectMongo(session);
const app = express();
mongodb.MongoClient.connect(process.env.DB, (err, client) => {
  app.locals.db = client.db();
});
app.use(session({ secret: process.env.SECRET, resave: false, saveUninitialized: false, store: new MongoStore({ url: process.env.DB }) }));
app.get('/', (req, res) => res.send('ok'));
app.listen(3000);
