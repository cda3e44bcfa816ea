require('dotenv').config();
const { ApolloServer } = require('apollo-server-express');
const express = require('express');
const session = require('express-session');
const { MongoStore } = require('connect-mongo');
const { MongoClient } = require('mongodb');

const app = express();
const server = new ApolloServer({
  typeDefs: 'type Query { name: String }',
  context: ({ req }) => ({ name: req.session.name }),
});
server.applyMiddleware({ app });
app.use(session({
  secret: process.env.SECRET,
  resave: false,
  saveUninitialized: false,
  store: MongoStore.create({ client: new MongoClient(process.env.MONGODB_URI), autoRemove: 'interval' }),
}));
app.listen(3000);
