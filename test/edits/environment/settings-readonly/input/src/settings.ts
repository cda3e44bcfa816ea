import 'dotenv/config';

type Settings = {
  readonly port: number;
  readonly hops: string | undefined;
};

export const settings: Settings = {
  port: Number(process.env.PORT ?? 3000),
  hops: process.env.HOPS,
};
