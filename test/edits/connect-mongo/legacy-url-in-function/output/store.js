const mongoose = require("mongoose");
const { MongoStore } = require("connect-mongo");

module.exports = () => {
  const { DB_HOST, DB_NAME } = process.env;
  const url = `mongodb://${DB_HOST}/${DB_NAME}`;
  mongoose.connect(url);

  return new MongoStore({
    mongoUrl: url
  });
};
