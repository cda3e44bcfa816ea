const { MongoClient } = require('mongodb');
exports.connect = async (url) => { const c = new MongoClient(url); await c.connect(); };
