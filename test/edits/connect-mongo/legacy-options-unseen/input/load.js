module.exports = () => JSON.parse(process.env.STORE);
