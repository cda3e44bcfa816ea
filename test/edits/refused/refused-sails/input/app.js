require('sails').lift({ port: 1337 });
