import 'dotenv/config';

export const settings = {
  port: Number(process.env.PORT ?? 3000),
  keys: {
    token: process.env.JWT_SECRET ?? '',
    session: process.env.SESSION_SECRET,
  },
};
