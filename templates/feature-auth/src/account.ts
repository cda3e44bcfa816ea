import { Router } from 'express';
import createError from 'http-errors'; //? devices
import { z } from 'zod'; //? devices
import { notify } from './flash.js'; //? flash
import { passwordForm, read } from './forms.js';
import { passwordLimits } from './limits.js';
import type { SessionStore } from './session-store.js';
import { saveAndGo, signedIn, signIn } from './sign-in.js';
import type { Users } from './users.js';

const seenWithin = /*= touchAfterText */ '1 hour'; // the store writes no more often that somebody was there //? devices && touchAfterS > 0

export function accountRoutes(users: Users, store: SessionStore): Router {
  const routes = Router();

  routes.get('/account', async (req, res) => {
    if (!req.user) return res.redirect(303, '/sign-in');
    const devices = await store.devicesOf(req.user.id, req.sessionID); //? devices
    res.render('account', { problems: {}, devices, seenWithin }); //? devices && touchAfterS > 0
    res.render('account', { problems: {}, devices }); //? devices && touchAfterS === 0
    res.render('account', { problems: {} }); //? !devices
  });

  routes.post('/account/password', ...passwordLimits, async (req, res) => {
    const user = signedIn(req);
    const { data, problems } = read(passwordForm, req.body);
    // Who finds an open browser has the session, but not the password.
    if (data && !(await users.withPassword(user.email, data.current))) problems.current = ['Not your current password'];
    if (!data || problems.current) {
      const devices = await store.devicesOf(user.id, req.sessionID); //? devices
      return res.status(422).render('account', { problems, devices, seenWithin }); //? devices && touchAfterS > 0
      return res.status(422).render('account', { problems, devices }); //? devices && touchAfterS === 0
      return res.status(422).render('account', { problems }); //? !devices
    }
    await users.changePassword(user.id, data.password);
    await signIn(req, user, true);
    await store.endOthers(user.id, req.sessionID);
    notify(req, 'Your password has been changed, and you are signed out everywhere else.'); //? flash
    await saveAndGo(req, res, '/account');
  });

  routes.post('/account/devices/sign-out', async (req, res) => { //? devices
    const user = signedIn(req); //? devices
    const { data: hash, error } = z.string().min(1).optional().safeParse(req.body?.device); //? devices
    if (error) throw createError(422); //? devices
    // Without one: all others. //? devices
    const count = await store.endOthers(user.id, req.sessionID, hash); //? devices && flash
    await store.endOthers(user.id, req.sessionID, hash); //? devices && !flash
    notify(req, count === 1 ? 'One device has been signed out.' : `${count} devices have been signed out.`); //? devices && flash
    await saveAndGo(req, res, '/account'); //? devices
  }); //? devices
  return routes;
}
