const { sessions } = require('../lib/sessions');
module.exports = (app) => sessions(app);
