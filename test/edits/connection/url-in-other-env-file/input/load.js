const fs = require('fs');

for (const line of fs.readFileSync(`${__dirname}/config/${process.env.NODE_ENV || 'local'}.env`, 'utf8').split('\n')) {
  const [name, value] = line.split('=');
  process.env[name] = value;
}

require('mongoose').connect(process.env.MONGO_URI);
