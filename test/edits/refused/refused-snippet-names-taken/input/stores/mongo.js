module.exports = class MongoStore {};
