import mongoose from 'mongoose';

export const open = () => mongoose.connect(process.env.QUARRY_DB);
