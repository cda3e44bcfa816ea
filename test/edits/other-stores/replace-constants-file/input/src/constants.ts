export const PORT = Number(process.env.PORT ?? 3000);
export const REDIS_HOST = process.env.REDIS_HOST ?? 'localhost';
export const REDIS_PORT = 6379;
