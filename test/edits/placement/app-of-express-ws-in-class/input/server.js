const express = require('express');
const expressWs = require('express-ws');

class Harbour {
  constructor() {
    this.app = express();
    this.app = expressWs(this.app).app;
    this.app.use(express.json());
    this.app.ws('/tides', (socket) => socket.send('low'));
  }

  open() {
    this.app.listen(3000);
  }
}

new Harbour().open();
