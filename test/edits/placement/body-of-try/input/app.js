require('dotenv').config();
const express = require('express');
const app = express();

(async function main() {
  try {
    app.use(express.json());
    app.use(express.static('public'));

    app.listen(3000, () => {
      require('./routes')(app);
    });
  } catch (error) {
    console.error(error);
  }
})();
