import 'dotenv/config';

export default {
  server: {
    port: Number(process.env.PORT ?? 3000),
  },
  timber: {
    kind: process.env.TIMBER,
  },
};
