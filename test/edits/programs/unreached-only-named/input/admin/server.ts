import session from 'express-session';

export default session({ secret: 'another package', resave: false, saveUninitialized: false });
