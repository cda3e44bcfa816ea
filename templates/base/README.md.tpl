# <%= title %>

An Express app whose sessions live in <%= mongo ? 'MongoDB' : redis ? 'Redis' : "the server's memory" %>.

```
<%= pm %> install
<%= run %> dev
```

Then open http://localhost:3000.

`dev` starts a MongoDB of its own when `<%= urlEnv %>` is not set: an installed `mongod`, else one that it downloads <!--? embedded -->
once. Its data stays in `.data/`. <!--? embedded -->
`dev` needs a MongoDB: `docker compose up -d` starts one. Its address is in `.env`, as `<%= urlEnv %>`. <!--? compose -->
`dev` needs a MongoDB: put its address into `.env`, as `<%= urlEnv %>`. <!--? mongo && external -->
`dev` needs a Redis: put its address into `.env`, as `<%= urlEnv %>`. <!--? redis -->
Sessions in memory are for development: they end with the process, and no second process knows them. With <!--? memory -->
`NODE_ENV=production` the app does not start. <!--? memory -->

## Commands

| | |
|---|---|
| `<%= run %> dev` | run it, and again after every change |
| `<%= run %> build` | compile it to `dist/` | <!--? ts -->
| `<%= run %> start` | run what was built | <!--? ts -->
| `<%= run %> start` | run it | <!--? js -->
| `<%= run %> test` | the tests, on a real MongoDB | <!--? mongo -->
| `<%= run %> test` | the tests, on a real Redis: `redis-server` has to be on the PATH | <!--? redis -->
| `<%= run %> test` | the tests | <!--? memory -->
| `<%= run %> lint` | ESLint |
| `<%= run %> typecheck` | TypeScript | <!--? ts -->
| `<%= run %> sessions:revoke<%= pm === 'npm' ? ' --' : '' %> ada@example.org` | ends the sessions of a user; `--disable` before the address also keeps that user out, `--all` ends everybody's<%= ts ? '; needs `build`' : '' %> | <!--? auth -->

## Settings

They come from the environment, or from `.env` in development; `.env.example` explains each.

| variable | | default |
|---|---|---|
| `<%= secretEnv %>` | signs the cookies; a list separated by commas: the first signs, all are accepted | |
| `<%= urlEnv %>` | where MongoDB is, with the name of the database | | <!--? mongo -->
| `<%= urlEnv %>` | where Redis is | | <!--? redis -->
| `NODE_ENV` | `production` turns on secure cookies | `development` | <!--? !memory -->
| `PORT` | | 3000 |
| `TRUST_PROXY` | how many proxies stand in front of the app | 0 |

## How long a session lives

A session that nobody uses ends after <%= maxAgeText %>. <!--? memory -->
A session that nobody uses ends after <%= maxAgeText %>, and one that is used every day after four times that. <!--? !memory -->
`src/session.<%= ext %>` says so.
A sign-in begins a new session, and a user may have any number of them at a time: one for each browser. <!--? auth -->
Of a device the app keeps the name of its browser and system, and the network it signed in from, not the address. <!--? devices -->

## What keeps accounts safe <!--? auth -->
 <!--? auth -->
Requirements of OWASP's ASVS 5.0, and the test in `test/` that shows each: <!--? auth -->
 <!--? auth -->
| | requirement | test | <!--? auth -->
|---|---|---| <!--? auth -->
| 3.3.1, 3.3.3 | `Secure` and `__Host-` cookie | session: in production it is a Secure __Host- cookie | <!--? auth -->
| 3.3.2, 3.3.4 | `SameSite` and `HttpOnly`; the id is nowhere else | session: the cookie is HttpOnly; account: no page shows a session id | <!--? auth -->
| 3.5.1 | requests that other sites forge are refused | same-origin | <!--? auth -->
| 6.2.1, 6.2.3 | passwords of 8 characters or more; a change needs the old one | sign-in: a form that is filled in badly; account: a new password needs the old one | <!--? auth -->
| 6.3.1 | guessing is slowed down | sign-in: after ten wrong passwords | <!--? auth -->
| 6.3.8, at sign-in | the answer does not tell who has an account | sign-in: who has no account gets the same answer | <!--? auth -->
| 7.2.1, 7.2.2 | sessions are checked by the server, and have ids of their own | session: an id that the server did not give is not taken | <!--? auth -->
| 7.2.3 | ids of 128 random bits or more | session: ids are long and never the same | <!--? auth -->
| 7.2.4 | a new id at every sign-in | sign-in: a session id from before the sign-in; account: a new password renews the session | <!--? auth -->
| 7.3.1 | sessions that nobody uses end | ending: a session ends when nobody used it for its time | <!--? auth -->
| 7.3.2 | all sessions end at some time | ending: a session ends when it is too old | <!--? auth -->
| 7.4.1 | what is signed out stays out | sign-in: sign-out ends the session; no request that was under way; ending: a slow request | <!--? auth -->
| 7.4.2 | who is deleted or disabled is signed out everywhere | sign-in: a user who is deleted; account: an administrator disables a user | <!--? auth -->
| 7.4.3 | a new password ends all other sessions | account: a new password signs out everywhere else | <!--? auth -->
| 7.4.4 | every page has a way to sign out | account: every page has a way to sign out | <!--? auth -->
| 7.4.5 | administrators end sessions of one user or of all | account: an administrator ends the sessions | <!--? auth -->
| 7.5.1 | the password is asked for again before it is changed | account: a new password needs the old one | <!--? auth -->
| 7.5.2 | users see and end their sessions | devices | <!--? devices -->
| 13.3.1 | secrets are not in the code; weak ones are refused | config | <!--? auth -->
| 14.3.2 | pages of a user are not cached | account: pages of a user may not be cached | <!--? auth -->
| 16.2.5 | no session id in the log | session: the log names requests but no session | <!--? auth -->
 <!--? auth -->
What it leaves to you: <!--? auth -->
 <!--? auth -->
- It sends no mail. So addresses are not verified, a sign-up tells whether an address is taken, and a forgotten <!--? auth -->
  password cannot be reset. <!--? auth -->
- The tries at sign-in are counted by each process for itself (`src/limits.<%= ext %>`): with several, more are let through. <!--? auth -->
- To end a session elsewhere (7.5.2) nobody has to enter the password again. <!--? devices -->

## In production <!--? !memory -->
 <!--? !memory -->
- Set `NODE_ENV=production`. The cookie is then `__Host-<%= slug %>` and `Secure`: browsers send it over https alone. <!--? !memory -->
- Behind a proxy that ends TLS, set `TRUST_PROXY` to the number of proxies, or no cookie is sent. <!--? !memory -->
- `/livez` answers while the process lives, `/readyz` while it can reach <%= mongo ? 'MongoDB' : 'Redis' %>. <!--? !memory -->
- Without <%= mongo ? 'MongoDB' : 'Redis' %>, pages that need a session answer 503 within two seconds, and recover by themselves. <!--? !memory -->
- SIGTERM lets requests finish, then closes the connection. <!--? !memory -->

This code was generated and is yours: CC0, no conditions.
