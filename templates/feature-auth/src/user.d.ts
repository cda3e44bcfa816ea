declare namespace Express {
  /** The signed-in user: req.user in handlers, user in views. */
  interface User {
    id: string;
    email: string;
  }
}
