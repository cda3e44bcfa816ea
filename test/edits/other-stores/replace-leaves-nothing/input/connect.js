module.exports = () => require('redis').createClient().connect();
