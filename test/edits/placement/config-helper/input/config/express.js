const bodyParser = require('body-parser');
const morgan = require('morgan');
const passport = require('passport');

module.exports = function (app) {
  const env = app.get('env');

  if (env !== 'test') {
    app.use(morgan('dev'));
  }
  app.use(bodyParser.json());
  app.use(passport.initialize());
  app.use(passport.session());
};
