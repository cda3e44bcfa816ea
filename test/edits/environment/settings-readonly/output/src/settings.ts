import 'dotenv/config';

type Settings = {
  readonly port: number;
  readonly hops: string | undefined;
  readonly sessionSecret: string;
};

export const settings: Settings = {
  port: Number(process.env.PORT ?? 3000),
  hops: process.env.HOPS,
  sessionSecret: process.env.SESSION_SECRET as string,
};
