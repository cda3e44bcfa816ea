import mongoose from 'mongoose';

/** The site opens without its database and gets it as soon as it is there. */
export async function connectWithRetry(uri) {
  try {
    await mongoose.connect(uri);
    console.log('connected to MongoDB');
  } catch (error) {
    console.error(`MongoDB: ${error.message}; next try in a second`);
    setTimeout(connectWithRetry, 1000, uri);
  }
}
