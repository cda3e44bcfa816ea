const mongoose = require('mongoose');

let files = false;
mongoose
  .connect(process.env.LEDGER_DB)
  .then(() => console.log('connected'))
  .catch((error) => {
    console.error(error);
    files = true;
  });

exports.useFiles = () => files;
