module.exports = { key: 'abc', db: 'mongodb://localhost/x' };
