export const MAX_AGE = {%- maxAge %}; // ms without a request; equals the maxAge of the cookie
export const MAX_LIFETIME = 4 * MAX_AGE; // ms, even for a session in daily use

declare module 'express-session' {
  interface SessionData {
    startedAt?: number;
  }
}
