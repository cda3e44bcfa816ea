module.exports = { cookie: 'rather-not-in-the-code', mongo: 'mongodb://localhost/letters' };
