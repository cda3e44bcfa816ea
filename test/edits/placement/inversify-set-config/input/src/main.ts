import 'reflect-metadata';
import { configDotenv } from 'dotenv';
import { Container } from 'inversify';
import { Depot } from './depot';

configDotenv();
new Depot(new Container()).start();
