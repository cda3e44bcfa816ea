const mongoose = require('mongoose');

module.exports = async () => {
  const conn = await mongoose.connect(process.env.MONGO_URI);
  console.log(conn.connection.host);
};
