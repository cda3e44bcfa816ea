const express = require('express');
const session = require('express-session');
const FileStore = require('session-file-store')(session);

const app = express();
app.use(session({ store: new FileStore(), secret: process.env.SECRET }));
app.get('/', (req, res) => res.send('ok'));
app.listen(3000);
