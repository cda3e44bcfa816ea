const host = process.env.MONGO_HOST || 'localhost';

module.exports = { mongo: { url: `mongodb://${host}:27017/club` } };
