import 'dotenv/config';
import express from 'express';
import { useExpressServer } from 'routing-controllers';

const app = express();

useExpressServer(app, { controllers: [] });
app.listen(3000);
