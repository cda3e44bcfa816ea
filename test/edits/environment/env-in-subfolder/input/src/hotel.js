const dotenv = require('dotenv');
const path = require('path');
const express = require('express');
const mongoose = require('mongoose');

const envFile = 'src/.env';

exports.Hotel = class {
  static configure() {
    dotenv.config({ path: path.join(__dirname, '../', envFile) });
  }

  async boot() {
    await mongoose.connect(process.env.MONGO_URI);
    const app = express();
    app.use(express.json());
    app.get('/', (req, res) => res.send(mongoose.connection.name));
    return app;
  }
};
