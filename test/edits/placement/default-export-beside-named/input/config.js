export const title = 'x';
const config = { db: process.env.DB || 'mongodb://localhost/dev', x: { y: 1 } };
export default config;
