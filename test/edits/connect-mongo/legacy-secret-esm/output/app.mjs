import express from 'express';
import session from 'express-session';
import { MongoStore, createWebCryptoAdapter } from 'connect-mongo';

const app = express();
app.use(session({
  secret: process.env.SECRET,
  store: new MongoStore({
    mongoUrl: process.env.DB,
    cryptoAdapter: createWebCryptoAdapter({ secret: process.env.KEY })
  })
}));
app.get('/', (req, res) => res.send('ok'));
app.listen(3000);
