require('dotenv').config();
const express = require('express');

const app = express();

const setUp = () => {
     app.set(
          'views',
          'pages'
     );
	app.use(express.json());
};

setUp();
app.get('/trips', (req, res) => res.json([]));
app.listen(3000);
