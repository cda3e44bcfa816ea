const session = require('express-session');
const PgSession = require('connect-pg-simple')(session);
module.exports = new PgSession({ conString: process.env.DATABASE_URL });
