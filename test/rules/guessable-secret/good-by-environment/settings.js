const production = { secret: process.env.SESSION_SECRET };
const development = { secret: 'development' };

module.exports = process.env.NODE_ENV === 'production' ? production : development;
