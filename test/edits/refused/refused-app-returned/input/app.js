const express = require('express');

class Application {
  get handler() {
    return this.made ? this.made : (this.made = express());
  }

  start() {
    this.handler.listen(3000);
  }
}

new Application().start();
