require('dotenv').config();
const { createExpressServer, JsonController, Get } = require('routing-controllers');

class Visits {
  all() {
    return [];
  }
}
Get('/')(Visits.prototype, 'all');
JsonController('/visits')(Visits);

createExpressServer({ controllers: [Visits] }).listen(process.env.PORT, () => console.log('up'));
