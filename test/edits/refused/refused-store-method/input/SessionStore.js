const { Store } = require('express-session');

module.exports = class SessionStore extends Store {
  constructor(refresh) {
    super();
    this.refresh = refresh;
  }

  shutdown() {
    this.refresh = null;
  }
};
