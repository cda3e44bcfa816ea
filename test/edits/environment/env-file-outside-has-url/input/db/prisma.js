const dotenv = require('dotenv');
const { PrismaClient } = require('@prisma/client');

dotenv.config({ path: '../.env.local' });

module.exports = new PrismaClient({ datasources: { db: { url: process.env.MONGO_URI } } });
