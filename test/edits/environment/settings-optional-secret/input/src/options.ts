import 'dotenv/config';

export const options = {
  port: Number(process.env.PORT ?? 3000),
  harbour: process.env.HARBOUR,
  cookieKey: process.env.SESSION_SECRET,
};
