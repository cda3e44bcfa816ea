exports.startSession = (request) =>
  new Promise((resolve, reject) => {
    request.session.regenerate((err) => (err ? reject(err) : resolve()));
  });
