import { config } from 'dotenv';

config();

export const { MONGO_HOST, MONGO_NAME } = process.env;
export const MONGO_PORT = process.env.MONGO_PORT || 27017;
