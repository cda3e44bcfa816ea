const mongoose = require('mongoose');

let files = false;

async function open() {
  await mongoose.connect(process.env.LEDGER_DB);
}

open().catch((error) => {
  console.error(error);
  files = true;
});

exports.useFiles = () => files;
