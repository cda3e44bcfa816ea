require('dotenv').config(); const express = require('express'); const routes = require('./routes'); const app = express(); app.set(
  'trust proxy', 1
); app.get('/', routes); app.listen(3000)
