import { SignJWT } from 'jose';
import { settings } from './settings.js';

const { APP_SECRET, days } = settings;
const key = new TextEncoder().encode(APP_SECRET);

export const token = (name) =>
  new SignJWT({ name }).setProtectedHeader({ alg: 'HS256' }).setExpirationTime(`${days}d`).sign(key);
