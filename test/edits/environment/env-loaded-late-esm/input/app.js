import express from 'express';
import session from 'express-session';

const app = express();
app.use(session({ secret: 'hushhush', resave: false, saveUninitialized: false }));
app.get('/', (req, res) => res.send('ok'));

export default app;
