const express = require('express');
const session = require('express-session');
const { createServer } = require('node:http');
const { Server } = require('socket.io');
const { MongoStore } = require('connect-mongo');

const app = express();
app.use(
  session({
    secret: process.env.SESSION_SECRET,
    resave: false,
    saveUninitialized: false,
    store: MongoStore.create({ mongoUrl: process.env.MONGO_URL }),
  }),
);

const server = createServer(app);
const io = new Server(server);
io.engine.use(
  session({ secret: process.env.SESSION_SECRET, resave: false, saveUninitialized: false }),
);
io.on('connection', (socket) => {
  socket.emit('hello', socket.request.session.user);
});

server.listen(3000);
