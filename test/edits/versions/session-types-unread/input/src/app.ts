import express from 'express';
import session from 'express-session';

const app = express();

app.use(express.json());
app.use(session({ secret: process.env.WALK_SECRET!, resave: false, saveUninitialized: false }));

app.get('/walks', (req, res) => {
  res.json({ last: req.session!.lastWalk });
});

app.listen(3000);
