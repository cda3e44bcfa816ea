import mongoose from 'mongoose';

export const openDatabase = () => mongoose.connect(process.env.GYM_DB as string);
