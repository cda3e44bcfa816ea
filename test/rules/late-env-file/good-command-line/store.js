import { MongoStore } from 'connect-mongo';

export default MongoStore.create({ mongoUrl: process.env.MONGO_URL });
