module.exports = {
  maxPoolSize: 5,
  dbName: "zz",
};
