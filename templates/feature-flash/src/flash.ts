import type { Request } from 'express';

/** Leaves a message for the next page that this visitor sees. */
export function notify(req: Request, message: string): void {
  req.flash('notice', '%s', message); // a lone message makes connect-flash call what Node has deprecated
}

/** The messages that wait. They are shown once: reading them takes them away. An error page has no session. */
export function noticesFor(req: Request): string[] {
  return req.session?.flash ? req.flash('notice') : []; // asked without need, connect-flash begins a session
}
