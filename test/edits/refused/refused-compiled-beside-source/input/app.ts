import * as express from 'express';
import * as session from 'express-session';

let app = express();
app.use(session({ secret: 'board', resave: false, saveUninitialized: false }));
app.get('/', (req, res) => res.send('ok'));
app.listen(3000);
