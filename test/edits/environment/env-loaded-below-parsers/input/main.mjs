import { config } from 'dotenv';
import express from 'express';
import { nests } from './nests.mjs';

const aviary = express();
aviary.use(express.json());
config();
aviary.use('/nests', nests);
aviary.listen(process.env.PORT);
