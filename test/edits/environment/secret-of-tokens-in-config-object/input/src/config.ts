import 'dotenv/config';
export const config = { secret: process.env.SECRET as string };
