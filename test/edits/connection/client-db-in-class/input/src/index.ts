import express from 'express';
import { Shop } from './shop';

const app = express();
const shop = new Shop(process.env.DATABASE_URI as string);
app.use(express.json());

app.get('/items', async (req, res) => {
  res.json(await shop.items(req));
});

app.listen(4000);
