import { INestApplication } from '@nestjs/common';
import session from 'express-session';
import { MongoStore } from 'connect-mongo';
import { MongoClient } from 'mongodb';

export function useSessions(app: INestApplication) {
  app.use(
    session({
      name: 'greenhouse',
      secret: process.env.GREENHOUSE_SECRET as string,
      resave: false,
      saveUninitialized: false,
      cookie: { secure: true },
      store: MongoStore.create({ client: new MongoClient(process.env.MONGODB_URI as string), autoRemove: 'interval' }),
    }),
  );
}
