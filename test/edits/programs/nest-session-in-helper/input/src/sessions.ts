import { INestApplication } from '@nestjs/common';
import session from 'express-session';

export function useSessions(app: INestApplication) {
  app.use(
    session({
      name: 'greenhouse',
      secret: process.env.GREENHOUSE_SECRET as string,
      resave: false,
      saveUninitialized: false,
      cookie: { secure: true },
    }),
  );
}
