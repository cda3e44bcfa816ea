import 'dotenv/config';

export const { HATS_DB: database } = process.env;
