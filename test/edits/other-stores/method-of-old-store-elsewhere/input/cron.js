const store = require('./store');
setInterval(() => store.pruneSessions(), 3600000);
