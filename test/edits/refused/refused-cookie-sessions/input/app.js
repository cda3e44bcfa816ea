const express = require('express');
const cookieSession = require('cookie-session');
const http = require('http');

const app = express();
const server = http.createServer(app);
const io = require('socket.io')(server);
io.engine.use(cookieSession({ name: 'user', keys: ['one', 'two'] }));

app.use(cookieSession({ name: 'user', keys: ['one', 'two'] }));
app.get('/', (req, res) => res.send(String((req.session.visits = (req.session.visits || 0) + 1))));
server.listen(3000);
