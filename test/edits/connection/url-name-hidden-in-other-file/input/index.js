require('./app')({ title: 't' }).listen(3000);
