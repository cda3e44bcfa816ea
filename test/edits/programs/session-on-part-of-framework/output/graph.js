require('dotenv').config();
const { GraphQLServer } = require('graphql-yoga');
const session = require('express-session');
const { MongoStore } = require('connect-mongo');
const { MongoClient } = require('mongodb');

const graph = new GraphQLServer({ typeDefs: './schema.graphql', resolvers: {} });
const { express: web } = graph;

web.use(session({
  secret: process.env.GRAPH_SECRET,
  resave: false,
  saveUninitialized: false,
  store: MongoStore.create({ client: new MongoClient(process.env.MONGODB_URI), autoRemove: 'interval' })
}));
graph.start({ port: 4000 });
