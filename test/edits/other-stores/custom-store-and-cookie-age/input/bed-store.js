const { Store } = require('express-session');

exports.BedStore = class extends Store {
  constructor(options) {
    super();
    this.options = options;
  }
};
