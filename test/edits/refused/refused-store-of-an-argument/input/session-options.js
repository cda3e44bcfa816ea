module.exports = function (url, Store) {
  return {
    secret: process.env.LEDGER_SECRET,
    resave: false,
    saveUninitialized: false,
    store: new Store({ url }),
  };
};
