import Express from 'express';
import session from 'express-session';
import dotenv from 'dotenv';
import swagger from 'swagger-ui-express';
import { document } from '../document';
import { routes } from '../routes';
const { MongoStore } = require('connect-mongo');
const { MongoClient } = require('mongodb');

dotenv.config();
const app = Express();

app.use('/docs', swagger.serve, swagger.setup(document));
app.use(Express.json());
app.use(session({
  secret: process.env.SESSION_SECRET as string,
  resave: false,
  saveUninitialized: false,
  rolling: true,
  cookie: { maxAge: 14 * 24 * 60 * 60 * 1000, sameSite: 'lax', secure: 'auto' },
  store: MongoStore.create({ client: new MongoClient(process.env.MONGODB_URI as string), autoRemove: 'interval' })
}));
app.use('/api', routes);

app.listen(process.env.PORT);
