declare namespace Express {
  /** Who is signed in, as every handler and view may see it. */
  interface User {
    id: string;
    email: string;
  }
}
