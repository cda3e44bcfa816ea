const cors = require('cors');

module.exports = cors({ credentials: true, origin: ['*', 'https://admin.example.com'] });
