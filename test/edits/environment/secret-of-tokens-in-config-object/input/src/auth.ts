import { verify } from 'jsonwebtoken';
import { config } from './config';
export const check = (token: string) => verify(token, config.secret);
