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

## In production <!--? !memory -->
 <!--? !memory -->
- Set `NODE_ENV=production`. The cookie is then `__Host-<%= slug %>` and `Secure`: browsers send it over https alone. <!--? !memory -->
- Behind a proxy that ends TLS, set `TRUST_PROXY` to the number of proxies, or no cookie is sent. <!--? !memory -->
- `/livez` answers while the process lives, `/readyz` while it can reach <%= mongo ? 'MongoDB' : 'Redis' %>. <!--? !memory -->
- Without <%= mongo ? 'MongoDB' : 'Redis' %>, pages that need a session answer 503 within two seconds, and recover by themselves. <!--? !memory -->
- SIGTERM lets requests finish, then closes the connection. <!--? !memory -->

This code was generated and is yours: CC0, no conditions.
