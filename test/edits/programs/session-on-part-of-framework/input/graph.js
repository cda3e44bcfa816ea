require('dotenv').config();
const { GraphQLServer } = require('graphql-yoga');
const session = require('express-session');

const graph = new GraphQLServer({ typeDefs: './schema.graphql', resolvers: {} });
const { express: web } = graph;

web.use(session({ secret: process.env.GRAPH_SECRET, resave: false, saveUninitialized: false }));
graph.start({ port: 4000 });
