module.exports = { host: '127.0.0.1:27017', port: 4100, secret: process.env.PLANNER_SECRET };
