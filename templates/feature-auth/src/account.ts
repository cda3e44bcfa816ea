import { Router } from 'express';
{% if (devices) { -%}
import createError from 'http-errors';
import { z } from 'zod';
{% } -%}
{% if (flash) { -%}
import { notify } from './flash.js';
{% } -%}
import { passwordForm, read } from './forms.js';
import { passwordLimits } from './limits.js';
import type { SessionStore } from './session-store.js';
import { saveAndGo, signedIn, signIn } from './sign-in.js';
import type { Users } from './users.js';

{% if (devices && touchAfterS > 0) { -%}
const seenWithin = {%= touchAfterText %}; // the store writes no more often that somebody was there
{% } -%}

export function accountRoutes(users: Users, store: SessionStore): Router {
  const routes = Router();

  routes.get('/account', async (req, res) => {
    if (!req.user) return res.redirect(303, '/sign-in');
{% if (devices) { -%}
    const devices = await store.devicesOf(req.user.id, req.sessionID);
{% if (touchAfterS > 0) { -%}
    res.render('account', { problems: {}, devices, seenWithin });
{% } else { -%}
    res.render('account', { problems: {}, devices });
{% } -%}
{% } else { -%}
    res.render('account', { problems: {} });
{% } -%}
  });

  routes.post('/account/password', ...passwordLimits, async (req, res) => {
    const user = signedIn(req);
    const { data, problems } = read(passwordForm, req.body);
    // Who finds an open browser has the session, but not the password.
    if (data && !(await users.withPassword(user.email, data.current))) problems.current = ['Not your current password'];
    if (!data || problems.current) {
{% if (devices) { -%}
      const devices = await store.devicesOf(user.id, req.sessionID);
{% if (touchAfterS > 0) { -%}
      return res.status(422).render('account', { problems, devices, seenWithin });
{% } else { -%}
      return res.status(422).render('account', { problems, devices });
{% } -%}
{% } else { -%}
      return res.status(422).render('account', { problems });
{% } -%}
    }
    await users.changePassword(user.id, data.password);
    await signIn(req, user, true);
    await store.endOthers(user.id, req.sessionID);
{% if (flash) { -%}
    notify(req, 'Your password has been changed, and you are signed out everywhere else.');
{% } -%}
    await saveAndGo(req, res, '/account');
  });

{% if (devices) { -%}
  routes.post('/account/devices/sign-out', async (req, res) => {
    const user = signedIn(req);
    const { data: hash, error } = z.string().min(1).optional().safeParse(req.body?.device);
    if (error) throw createError(422);
    // Without one: all others.
{% if (flash) { -%}
    const count = await store.endOthers(user.id, req.sessionID, hash);
{% } else { -%}
    await store.endOthers(user.id, req.sessionID, hash);
{% } -%}
{% if (flash) { -%}
    notify(req, count === 1 ? 'One device has been signed out.' : `${count} devices have been signed out.`);
{% } -%}
    await saveAndGo(req, res, '/account');
  });
{% } -%}
  return routes;
}
