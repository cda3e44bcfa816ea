require('dotenv').config();
const express = require('express');

const app = express();
app.use(express.json());
app.get('/', (req, res) => res.send('locks'));

const server = app.listen(3000);
process.on('SIGINT', () => process.exit());
process.on('SIGTERM', () => {
  console.log('closing the locks');
  server.close();
});
