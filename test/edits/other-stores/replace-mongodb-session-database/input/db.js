import { MongoClient } from 'mongodb'

export const databaseName = process.env.DATABASE_NAME
export const uri = process.env.MONGODB_URI
export const client = new MongoClient(uri)
