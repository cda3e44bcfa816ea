module.exports = () => process.argv[2];
