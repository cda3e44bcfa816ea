module.exports = { secret: 'mysecret123' };
