const dotenv = require('dotenv');
const path = require('path');
const { Hotel } = require('./hotel');

dotenv.config({ path: path.join(__dirname, '../.env') });
Hotel.configure();
new Hotel().boot().then((app) => app.listen(process.env.PORT));
