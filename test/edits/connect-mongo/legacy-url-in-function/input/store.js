const mongoose = require("mongoose");
const session = require("express-session");
const MongoStore = require("connect-mongo")(session);

module.exports = () => {
  const { DB_HOST, DB_NAME } = process.env;
  const url = `mongodb://${DB_HOST}/${DB_NAME}`;
  mongoose.connect(url);

  return new MongoStore({
    mongooseConnection: mongoose.connection
  });
};
