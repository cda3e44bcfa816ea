import session from 'express-session';
import fileStore from 'session-file-store';

const FileStore = fileStore(session);

export default session({
  secret: process.env.SESSION_SECRET,
  resave: false,
  saveUninitialized: false,
  store: new FileStore(),
});
