const env = process.env.NODE_ENV || 'development';
const all = { development: { db: 'mongodb://localhost/dev' }, production: { db: process.env.MONGOLAB_URI } };
module.exports = all[env];
