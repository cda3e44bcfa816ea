import 'dotenv/config';
import session from 'express-session';

export default session({ secret: 'kept in the source', resave: false, saveUninitialized: false });
