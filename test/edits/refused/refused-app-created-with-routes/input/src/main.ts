import 'reflect-metadata';
import 'dotenv/config';
import { startServer } from './loaders/server';

startServer(Number(process.env.PORT ?? 3000));
