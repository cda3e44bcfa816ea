import express from 'express';
import session from 'express-session';

const { default: MongoStore } = await import('connect-mongo');
const app = express();
app.use(session({ secret: process.env.SECRET, store: MongoStore.create({ mongoUrl: process.env.DB }) }));
app.get('/', (req, res) => res.send('ok'));
app.listen(3000);
