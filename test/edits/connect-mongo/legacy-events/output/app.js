const express = require('express');
const session = require('express-session');
const { MongoStore } = require('connect-mongo');

const app = express();
const store = new MongoStore({ mongoUrl: process.env.DB });
app.use(session({ secret: process.env.SECRET, store }));
app.get('/', (req, res) => res.send('ok'));
store.on('error', (error) => console.error(error));
store.collectionP.then(() => {
  app.listen(3000);
});
process.on('SIGTERM', () => store.close());
