exports.settings = {
  port: process.env.PORT || 3000,
  greeting: process.env.GREETING || 'hello',
};
