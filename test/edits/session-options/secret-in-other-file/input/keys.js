export const COOKIE_KEY = 'oil on canvas';
