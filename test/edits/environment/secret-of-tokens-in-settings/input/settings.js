export const settings = { APP_SECRET: process.env.APP_SECRET, days: 3 };
