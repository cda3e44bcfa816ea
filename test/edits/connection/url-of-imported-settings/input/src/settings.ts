require('dotenv').config()

export const settings = {
    mongoUri: process.env.MONGO_URI || 'mongodb://localhost:27017/posts',
}
