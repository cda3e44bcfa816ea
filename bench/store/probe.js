// Copied into a generated app: three routes with its session store or plain connect-mongo, without pages and logs, which
// take the same time with every store. Sends its port to the parent process.
import express from 'express';
import session from 'express-session';
import { loadConfig } from './src/config.js';
import { sessions } from './src/session.js';

const [, , url, plain] = process.argv;
const config = loadConfig(process.env);

async function openStore() {
  if (!url) return new session.MemoryStore();
  if (plain) {
    const { MongoStore } = await import('connect-mongo');
    return MongoStore.create({ mongoUrl: url, ...JSON.parse(plain) });
  }
  const { connect } = await import('./src/database.js');
  const { SessionStore } = await import('./src/session-store.js');
  return new SessionStore(connect(url));
}

const app = express();
app.use(sessions(config, await openStore()));
app.use((req, res, next) => {
  if (!req.headers.cookie || req.session.visits) return next();
  res.status(410).send('The session is lost'); // counted as an error, as no session was read
});
app.get('/read', (req, res) => {
  res.send(`${req.session.visits} visits`);
});
app.get('/write', (req, res) => {
  req.session.visits = (req.session.visits ?? 0) + 1;
  res.send(`${req.session.visits} visits`);
});
app.get('/sign-in', (req, res, next) => {
  req.session.regenerate((failed) => {
    if (failed) return next(failed);
    req.session.visits = 1;
    req.session.save((error) => (error ? next(error) : res.send('signed in')));
  });
});
const server = app.listen(0, '127.0.0.1', () => process.send?.(server.address().port));
