import express from 'express';
import session from 'express-session';
import connectMongo from 'connect-mongo';

const MongoStore = connectMongo(session);
const app = express();
app.use(session({ secret: process.env.SECRET, store: new MongoStore({ url: process.env.DB, secret: process.env.KEY }) }));
app.get('/', (req, res) => res.send('ok'));
app.listen(3000);
