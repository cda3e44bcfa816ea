// const { MongoClient } = require('mongodb');
/*
 * const { ObjectID } = require('mongodb');
 */
console.log('nothing to seed');
