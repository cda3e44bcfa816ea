import { promisify } from 'node:util';
import { type Request, type Response, Router } from 'express';
import createError from 'http-errors';
import { Passport } from 'passport';
import { Strategy } from 'passport-local';
import type { Config } from './config.js';
{% if (devices) { -%}
import { deviceOf } from './devices.js';
{% } -%}
{% if (flash) { -%}
import { notify } from './flash.js';
{% } -%}
import { signInForm, signUpForm, validate } from './forms.js';
import { passwordLimits, signUpLimit } from './limits.js';
import { endSession } from './session.js';
import type { Users } from './users.js';

/** Sets up passport for sign-in with email address and password. The session stores only the user's ID. */
export function createPassport(users: Users) {
  const passport = new Passport();
  const verify = async (email: string, password: string) => {
    const { data } = validate(signInForm, { email, password });
    return data ? users.withPassword(data.email, data.password) : null;
  };
  passport.use(
    new Strategy({ usernameField: 'email' }, (email, password, done) => {
      verify(email, password).then((user) => done(null, user ?? false), done);
    }),
  );
  passport.serializeUser<string>((user, done) => done(null, user.id));
  passport.deserializeUser<string>((id, done) => {
    users.withId(id).then((user) => done(null, user), done); // null signs out a deleted user
  });
  return passport;
}

/** Signs a user in under a new session ID, which prevents session fixation, and destroys the old session. */
export async function signIn(req: Request, user: Express.User, keepSessionInfo = false): Promise<void> {
  await promisify((done: (error: unknown) => void) => req.login(user, { session: true, keepSessionInfo }, done))();
{% if (devices) { -%}
  req.session.device = deviceOf(req);
{% } -%}
}

/** Returns the signed-in user, or throws a 401. */
export function requireUser({ user }: Request): Express.User {
  if (!user) throw createError(401);
  return user;
}

/** Saves the session before redirecting: otherwise the browser could send the next request before it is stored. */
export async function saveAndRedirect(req: Request, res: Response, path: string): Promise<void> {
  await promisify(req.session.save).call(req.session);
  res.redirect(303, path);
}

export function signInRoutes(config: Config, users: Users, passport: ReturnType<typeof createPassport>): Router {
  const routes = Router();

  routes.get(['/sign-up', '/sign-in'], ({ user }, res, next) => (user ? res.redirect(303, '/account') : next()));

  routes.get('/sign-up', (_req, res) => res.render('sign-up', { email: '', problems: {} }));
  routes.post('/sign-up', signUpLimit, async (req, res) => {
    const { data, problems } = validate(signUpForm, req.body);
    const user = data && (await users.create(data.email, data.password));
    if (!user) {
      // This reveals that the account exists. Hiding it would take email verification; signUpLimit slows guessing.
      if (data) problems.email = ['This email address cannot be used'];
      return res.status(422).render('sign-up', { email: String(req.body?.email ?? ''), problems });
    }
    await signIn(req, user);
{% if (flash) { -%}
    notify(req, 'Welcome! Your account has been created, and you are signed in.');
{% } -%}
    await saveAndRedirect(req, res, '/account');
  });

  routes.get('/sign-in', ({ query }, res) => {
    res.render('sign-in', { email: '', problems: {}, isSignedOut: 'signed-out' in query });
  });
  routes.post('/sign-in', ...passwordLimits, async (req, res) => {
    const user = await new Promise<Express.User | false>((resolve, reject) => {
      const done = (error: unknown, found: Express.User | false) => (error ? reject(error) : resolve(found));
      // Validate the body first: passport-local also accepts credentials from the query string.
      if (validate(signInForm, req.body).data) passport.authenticate('local', done)(req, res, reject);
      else resolve(false);
    });
    if (!user) {
      const problems = { password: ['That email address or password is wrong'] };
      return res.status(401).render('sign-in', { email: String(req.body?.email ?? ''), problems });
    }
    await signIn(req, user);
{% if (flash) { -%}
    notify(req, 'You are signed in.');
{% } -%}
    await promisify(req.session.save).call(req.session);
    // If the password changed during the sign-in, this session may have been saved too late to end with the others.
    if (!(await users.isPasswordCurrent(user))) return endSession(config, req, res).then(() => res.redirect(303, '/sign-in'));
    res.redirect(303, '/account');
  });

  routes.post('/sign-out', async (req, res) => {
    await endSession(config, req, res);
    res.redirect(303, '/sign-in?signed-out');
  });
  return routes;
}
