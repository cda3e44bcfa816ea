module.exports = { url: process.env.MONGO_URL || 'mongodb://127.0.0.1:28017/d11' };
