const { createApp } = require('@acme/http');
const app = createApp();
app.get('/', (req, res) => { req.session.a = 1; res.send('x'); });
app.listen(3000);
