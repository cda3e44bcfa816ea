export const middleware = (createSession, app) => {
  app.use(createSession({ secret: process.env.SESSION_SECRET, resave: false, saveUninitialized: false }));
};
