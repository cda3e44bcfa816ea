import 'dotenv/config';
import express from 'express';
import session from 'express-session';

const app = express();
const sess = { secret: process.env.SESSION_SECRET, resave: false, saveUninitialized: false, cookie: {} };
if (app.get('env') === 'production') {
  sess.cookie.secure = true;
}
app.use(session(sess));
app.get('/', (req, res) => res.end());
app.listen(3000);
