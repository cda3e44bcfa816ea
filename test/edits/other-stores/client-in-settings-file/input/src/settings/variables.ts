export default {
  redisUrl: process.env.REDIS_URL ?? 'redis://127.0.0.1:6379',
  mongoUrl: process.env.MONGODB_URI ?? 'mongodb://127.0.0.1:27017/glazier',
  secret: process.env.SESSION_SECRET as string,
};
