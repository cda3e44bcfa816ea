import cookieSession from 'cookie-session';
import express from 'express';

const app = express();

app.use(
  cookieSession({
    // Signed with the first, read with both
    keys: ['a first key', 'an old key'],
    maxAge: 24 * 60 * 60 * 1000,
  }),
);
app.get('/', (req, res) => {
  res.send('ok');
});
app.listen(3000);
