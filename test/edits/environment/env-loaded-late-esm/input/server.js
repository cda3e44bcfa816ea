import dotenv from 'dotenv';
dotenv.config();
import mongoose from 'mongoose';
import app from './app.js';

await mongoose.connect(process.env.DATABASE);
app.listen(3000);
