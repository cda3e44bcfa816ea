import * as express from 'express';
import * as cookieParser from 'cookie-parser';

const app = express();
app.use(cookieParser());
app.get('/', (req, res) => {
    res.send('hi');
});
app.listen(3000);
