import 'dotenv/config';

export default {
  server: {
    port: Number(process.env.PORT ?? 3000),
  },
  timber: {
    kind: process.env.TIMBER,
  },
  session: { secret: process.env.SESSION_SECRET as string },
};
