import 'dotenv/config';
import express from 'express';
import mongoose from 'mongoose';
import { adminSession, userSession } from './sessions.js';
import admin from './admin.js';
import shop from './shop.js';

mongoose.connect(process.env.MONGODB_URI);

const app = express();
app.use(express.urlencoded({ extended: false }));
app.use('/admin', adminSession, admin);
app.use(userSession);
app.use('/', shop);
app.listen(3000);
