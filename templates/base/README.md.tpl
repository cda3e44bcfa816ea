# <%= title %>

An Express 5 app whose sessions live in <%= mongo ? 'MongoDB' : redis ? 'Redis' : 'memory, for development only' %>.

```
<%= pm %> install
docker compose up -d <!--? compose -->
<%= run %> dev
```

Settings are in `.env`, which git ignores: in a fresh clone, copy `.env.example` to `.env` and fill it in.

Then open http://localhost:3000. <!--? !embedded -->
Then open http://localhost:3000. `<%= run %> dev` starts a MongoDB of its own, keeps its data in `.data/`, and starts the <!--? embedded -->
app again at every change. With `<%= urlEnv %>` set, in the environment or in `.env`, it uses that one instead. <!--? embedded -->

| command | what it does |
| --- | --- |
| `<%= run %> dev` | runs the app and starts it again at every change |
| `<%= run %> build` | compiles to `dist/` | <!--? ts -->
| `<%= pm %> start` | runs the built app; set `NODE_ENV=production` for cookies that need TLS | <!--? ts -->
| `<%= pm %> start` | runs the app; set `NODE_ENV=production` for cookies that need TLS | <!--? js -->
| `<%= run %> test` | starts the app on a real <%= mongo ? 'MongoDB' : redis ? 'Redis' : 'port' %> and tries what can go wrong |
| `<%= run %> lint` | looks for mistakes |
| `<%= run %> typecheck` | checks the types | <!--? ts -->

## Settings

| variable | default | meaning |
| --- | --- | --- |
| `<%= secretEnv %>` | | signs the session cookies; 32 characters or more. A list, `new,old`: the first one signs, all verify |
| `<%= urlEnv %>` | | the connection string | <!--? !memory -->
| `PORT` | 3000 | |
| `NODE_ENV` | development | with `production`, cookies need TLS and are bound to the host |
| `TRUST_PROXY` | 0 | how many proxies stand in front; without it, an app behind TLS-ending proxies sets no cookie |

## Sessions

A session begins when something is put into it, and ends <%= maxAgeText %> after the last <%= rolling ? 'visit' : 'change of what it holds' %>, or after four times that in
any case. The cookie holds a random id; the session itself is in the store. <!--? memory -->
any case. The cookie holds a random id; the session itself is in <%= mongo ? `the collection \`${collection}\`` : 'Redis' %>, under a hash of that id. <!--? !memory -->

- `src/session.ts` says how the cookie looks. <!--? ts -->
- `src/session.js` says how the cookie looks. <!--? js -->
- `src/session-store.<%= ext %>` adds to the store what production needs: an answer within two seconds when the database <!--? !memory -->
  is gone (503 with `Retry-After`), no return of a session that was ended while a slow request ran, and an absolute age. <!--? !memory -->
- `/livez` says whether the process runs, `/readyz` whether it can reach its database. <!--? !memory -->

Code that came with this app is free of any licence: [CC0 1.0](https://creativecommons.org/publicdomain/zero/1.0/).
