'use strict';

const express = require('express');
const mongoose = require('mongoose');
const path = require('path');

module.exports = function createApp(options) {
    const app = express();

    app.set('port', options.port);
    app.use(express.static(path.join(__dirname, 'public'), { maxAge: '1d' }));
    app.use(require('morgan')('dev'));
    app.use('/api', require('./routes/api'));
    app.use((err, req, res, next) => res.status(500).end());

    mongoose.connect(process.env.MONGO_URL);
    return app;
};
