import { SignJWT } from 'jose';

const key = new TextEncoder().encode(process.env.APP_SECRET);

export const token = (name) => new SignJWT({ name }).setProtectedHeader({ alg: 'HS256' }).sign(key);
