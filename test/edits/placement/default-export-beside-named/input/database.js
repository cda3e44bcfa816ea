import mongoose from 'mongoose';
import config from './config.js';
export const get = async () => mongoose.createConnection(config.db).asPromise();
