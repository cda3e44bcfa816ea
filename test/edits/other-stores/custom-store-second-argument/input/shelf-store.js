const { Store } = require('express-session');

module.exports = class ShelfStore extends Store {
  constructor(session, options) {
    super();
    this.options = options;
  }
};
