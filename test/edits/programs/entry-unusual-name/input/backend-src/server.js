const http = require('./http');

http.listen(process.env.PORT || 3000);
