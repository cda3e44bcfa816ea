module.exports = { url: 'mongodb://localhost/chat' };
