require('dotenv').config();
const express = require('express');

const app = express();
const cms = process.env.DB_URL;

app.use(express.static('public'));
app.get('/', async (req, res) => {
  const page = await fetch(`${cms}/pages/home`);
  res.send(await page.text());
});
app.listen(3000);
