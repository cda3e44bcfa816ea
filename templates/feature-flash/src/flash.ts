import type { Request } from 'express';

/** Stores a message for the next page that this visitor sees. */
export function notify(req: Request, message: string): void {
  req.flash('notice', '%s', message); // without arguments, connect-flash calls a deprecated function of Node
}

/** Returns the stored messages and deletes them, so each is shown once. Error pages have no session. */
export function noticesFor(req: Request): string[] {
  return req.session?.flash ? req.flash('notice') : []; // without the check, connect-flash would start a session
}
