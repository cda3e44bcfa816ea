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
import { read, signInForm, signUpForm } from './forms.js';
import { passwordLimits, signUpLimit } from './limits.js';
import { endSession } from './session.js';
import type { Users } from './users.js';

/** passport, with an email address and a password; the session holds the id of the user alone. */
export function createPassport(users: Users) {
  const passport = new Passport();
  const verify = async (email: string, password: string) => {
    const { data } = read(signInForm, { email, password });
    return data ? users.withPassword(data.email, data.password) : null;
  };
  passport.use(
    new Strategy({ usernameField: 'email' }, (email, password, done) => {
      verify(email, password).then((user) => done(null, user ?? false), done);
    }),
  );
  passport.serializeUser<string>((user, done) => done(null, user.id));
  passport.deserializeUser<string>((id, done) => {
    users.withId(id).then((user) => done(null, user), done); // null, for a user who is gone, signs out
  });
  return passport;
}

/** Begins a new session, so that an id which somebody planted is worth nothing, and ends the old one. */
export async function signIn(req: Request, user: Express.User, keepSessionInfo = false): Promise<void> {
  await promisify((done: (error: unknown) => void) => req.login(user, { session: true, keepSessionInfo }, done))();
{% if (devices) { -%}
  req.session.device = deviceOf(req);
{% } -%}
}

/** Who is signed in; throws a 401 when nobody is. */
export function signedIn({ user }: Request): Express.User {
  if (!user) throw createError(401);
  return user;
}

/** First saves the session: the browser may be back before the answer is through. */
export async function saveAndGo(req: Request, res: Response, path: string): Promise<void> {
  await promisify(req.session.save).call(req.session);
  res.redirect(303, path);
}

export function signInRoutes(config: Config, users: Users, passport: ReturnType<typeof createPassport>): Router {
  const routes = Router();

  routes.get('/sign-up', (_req, res) => res.render('sign-up', { email: '', problems: {} }));
  routes.post('/sign-up', signUpLimit, async (req, res) => {
    const { data, problems } = read(signUpForm, req.body);
    const user = data && (await users.create(data.email, data.password));
    if (!user) {
      // This tells who has an account. Without sending mail it cannot be hidden, hence the limit.
      if (data) problems.email = ['This email address cannot be used'];
      return res.status(422).render('sign-up', { email: String(req.body?.email ?? ''), problems });
    }
    await signIn(req, user);
{% if (flash) { -%}
    notify(req, 'Welcome! Your account has been created, and you are signed in.');
{% } -%}
    await saveAndGo(req, res, '/account');
  });

  routes.get('/sign-in', (_req, res) => res.render('sign-in', { email: '', problems: {} }));
  routes.post('/sign-in', ...passwordLimits, async (req, res) => {
    const user = await new Promise<Express.User | false>((resolve, reject) => {
      const done = (error: unknown, found: Express.User | false) => (error ? reject(error) : resolve(found));
      // Not without both in the form: passport would look into the address as well.
      if (read(signInForm, req.body).data) passport.authenticate('local', done)(req, res, reject);
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
    // Another password meanwhile has ended all sessions, or this one knows of it.
    if (!(await users.isUpToDate(user))) return endSession(config, req, res).then(() => res.redirect(303, '/sign-in'));
    res.redirect(303, '/account');
  });

  routes.post('/sign-out', async (req, res) => {
    await endSession(config, req, res);
    res.redirect(303, '/');
  });
  return routes;
}
