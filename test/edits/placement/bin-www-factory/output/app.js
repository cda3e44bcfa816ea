'use strict';

require('dotenv').config();
const express = require('express');
const session = require('express-session');
const { MongoStore } = require('connect-mongo');
const mongoose = require('mongoose');
const path = require('path');

module.exports = function createApp(options) {
    const app = express();

    app.set('port', options.port);
    app.use(express.static(path.join(__dirname, 'public'), { maxAge: '1d' }));
    app.use(require('morgan')('dev'));
    app.use(session({
        secret: process.env.SESSION_SECRET,
        resave: false,
        saveUninitialized: false,
        rolling: true,
        cookie: { maxAge: 14 * 24 * 60 * 60 * 1000, sameSite: 'lax', secure: 'auto' },
        store: MongoStore.create({
            clientPromise: new Promise((resolve) => {
                if (mongoose.connection.readyState === 1) resolve();
                else mongoose.connection.once('connected', resolve);
            }).then(() => mongoose.connection.getClient())
        })
    }));
    app.use('/api', require('./routes/api'));
    app.use((err, req, res, next) => res.status(500).end());

    mongoose.connect(process.env.MONGO_URL);
    return app;
};
