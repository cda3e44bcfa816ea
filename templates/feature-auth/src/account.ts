import { Router } from 'express';
{% if (devices) { -%}
import createError from 'http-errors';
import { z } from 'zod';
{% } -%}
{% if (flash) { -%}
import { notify } from './flash.js';
{% } -%}
import { passwordForm, validate } from './forms.js';
import { passwordLimits } from './limits.js';
import { requireUser, saveAndRedirect, signIn } from './sign-in.js';
import type { UserSessions } from './user-sessions.js';
import type { Users } from './users.js';

export function accountRoutes(users: Users, sessions: UserSessions): Router {
  const routes = Router();

  routes.get('/account', async (req, res) => {
    if (!req.user) return res.redirect(303, '/sign-in');
{% if (devices) { -%}
    const devices = await sessions.devicesOf(req.user.id, req.sessionID);
{% } -%}
    res.render('account', { problems: {}{% if (devices) { %}, devices{% } %} });
  });

  routes.post('/account/password', ...passwordLimits, async (req, res) => {
    const user = requireUser(req);
    const { data, problems } = validate(passwordForm, req.body);
    // Whoever finds an unlocked device has the session, but not the password.
    const isCorrect = await users.withPassword(user.email, String(req.body?.current));
    if (!isCorrect) problems.current = ['Not your current password'];
    if (!data || !isCorrect) {
{% if (devices) { -%}
      const devices = await sessions.devicesOf(user.id, req.sessionID);
{% } -%}
      return res.status(422).render('account', { problems{% if (devices) { %}, devices{% } %} });
    }
    await users.changePassword(user.id, data.password);
    await signIn(req, user, true);
    await sessions.endOthers(user.id, req.sessionID);
{% if (flash) { -%}
    notify(req, 'Your password has been changed. You are signed out everywhere else.');
{% } -%}
    await saveAndRedirect(req, res, '/account');
  });

{% if (devices) { -%}
  routes.post('/account/devices/sign-out', async (req, res) => {
    const user = requireUser(req);
    const { data: hash, error } = z.string().min(1).optional().safeParse(req.body?.device);
    if (error) throw createError(422);
    {% if (flash) { %}const count = {% } %}await sessions.endOthers(user.id, req.sessionID, hash); // without a hash: all others
{% if (flash) { -%}
    notify(req, count === 1 ? 'One device has been signed out.' : `${count} devices have been signed out.`);
{% } -%}
    await saveAndRedirect(req, res, '/account');
  });
{% } -%}
  return routes;
}
