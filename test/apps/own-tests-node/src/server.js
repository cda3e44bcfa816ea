import { createApp } from './app.js';

const app = createApp({ unit: process.env.UNIT });

app.listen(process.env.PORT ?? 3000);
