import mongoose from 'mongoose';

export const connectToTrees = () =>
  mongoose.connect(`mongodb+srv://${process.env.DB_USER}:${process.env.DB_PASSWORD}@orchard.example.net/trees`);
