import express from 'express';
import next from 'next';

const site = next({ dev: true });

async function main() {
  await site.prepare();
  const shop = express();
  shop.use(express.json());
  shop.post('/cart', (req, res) => {
    req.session.cart = req.body;
    res.end();
  });
  shop.use((req, res) => site.getRequestHandler()(req, res));
  shop.listen(3000);
}

main();
