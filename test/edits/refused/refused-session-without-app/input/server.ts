import { Configuration } from '@tsed/di';
import session from 'express-session';

@Configuration({ middlewares: [session({ secret: process.env.KEY as string, resave: false, saveUninitialized: false })] })
export class Server {}
