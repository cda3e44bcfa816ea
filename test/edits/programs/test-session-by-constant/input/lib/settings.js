const env = process.env.NODE_ENV || 'development';

export const isTest = env === 'test';
