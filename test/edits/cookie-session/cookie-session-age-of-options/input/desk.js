const express = require('express');
const cookieSession = require('cookie-session');

function kiosk(app, options) {
  const stay = options.stay;
  app.use(cookieSession({
    secret: options.secret,
    maxAge: stay
  }));
}

const app = express();
kiosk(app, require('minimist')(process.argv.slice(2)));
app.get('/', (req, res) => res.send(String(req.session.place)));
app.listen(3000);
