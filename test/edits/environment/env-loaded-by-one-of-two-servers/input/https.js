require('https').createServer({}, require('./app')).listen(443);
