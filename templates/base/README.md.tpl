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
| `<%= secretEnv %>` | signs the cookies; a list separated by commas: the first signs, all are accepted | | <!--? secretEnvSource -->
| `<%= secretEnv %>_FILE` | a file with what signs the cookies, one secret a line: the first signs, all are accepted | | <!--? secretFile -->
| `<%= secretEnv %>_ID` | name or ARN of what signs the cookies, in AWS Secrets Manager | | <!--? secretAws -->
| `<%= secretEnv %>` | stands in for it where that is not set, as in development | | <!--? secretAws -->
| `<%= urlEnv %>` | where MongoDB is, with the name of the database | | <!--? mongo -->
| `<%= urlEnv %>` | where Redis is | | <!--? redis -->
| `NODE_ENV` | anything but `development` and `test` counts as production | `development` | <!--? !memory -->
| `PORT` | | 3000 |
| `TRUST_PROXY` | how many proxies stand in front of the app | 0 |

## How long a session lives

A session that nobody uses ends after <%= maxAgeText %>. <!--? memory -->
A session that nobody uses ends after <%= maxAgeText %>, and one in daily use after four times that (`src/session.<%= ext %>`). <!--? !memory -->
Reading a page does not renew the cookie: browsers drop it <%= maxAgeText %> after the session last changed. <!--? !rolling -->
A user may have twenty; a sign-in beyond ends the one unused for longest. Ids change at sign-in and with the password, not <!--? auth -->
by the clock: two requests at a time would sign each other out. <!--? auth -->
Of a device the app keeps the names of browser and system and the network, not the address. <!--? devices -->

## What keeps sessions safe <!--? !memory -->
 <!--? !memory -->
What OWASP's ASVS 5.0 and Session Management Cheat Sheet require, and the test that shows it: <!--? !memory -->
 <!--? !memory -->
| ASVS | requirement | test | <!--? !memory -->
|---|---|---| <!--? !memory -->
| 3.3.1, 3.3.3 | a `Secure` `__Host-` cookie, named after the app | session: in production it is a Secure __Host- cookie, sent over TLS only | <!--? !memory -->
| 3.3.2, 3.3.4 | `SameSite` and `HttpOnly`; no script sees the id | session: the cookie is HttpOnly | <!--? !memory -->
| 3.3.4 | the id is on no page | account: no page shows a session id | <!--? auth -->
| | the id is not taken from an address | session: an id in the address | <!--? !memory -->
| 3.4.1 | only https, no frames, no hint who made it | session: no page may be cached, framed | <!--? !memory -->
| 3.5.1 | requests that other sites forge are refused | same-origin: forms of other sites are refused | <!--? !memory && (auth || flash) -->
| 6.2.1 | passwords of 8 characters or more | sign-in: a form with invalid fields | <!--? auth -->
| 6.3.1 | guessing is slowed down | sign-in: after ten wrong passwords | <!--? auth -->
| 6.3.8, at sign-in | the answer does not tell who has an account | sign-in: who has no account gets the same answer | <!--? auth -->
| 7.1.2 | a user has twenty sessions at most | account: of a user who has twenty sessions | <!--? auth -->
| 7.2.1, 7.2.2 | only ids that the server gave are taken | session: an id that the server did not give | <!--? !memory -->
| 7.2.3 | ids of 192 random bits | session: ids are long and never the same | <!--? !memory -->
| 7.2.4 | a new id at every sign-in | sign-in: a session id from before the sign-in | <!--? auth -->
| | a new id for the same session at a new password | account: a new password signs out everywhere else, and renews | <!--? auth -->
| 7.3.1 | sessions that nobody uses end | ending: a session ends when nobody used it for its time | <!--? !memory -->
| 7.3.2 | all sessions end at some time | ending: a session ends when it is too old | <!--? !memory -->
| 7.4.1 | what has ended stays ended | ending: a slow request does not bring back | <!--? !memory -->
| 7.4.1 | what is signed out stays out | sign-in: sign-out ends the session; sign-in: no request that was under way | <!--? auth -->
| 7.4.2 | who is deleted or disabled is signed out | sign-in: a user who is deleted; account: an administrator disables a user | <!--? auth -->
| 7.4.3 | a new password ends all other sessions | account: a new password signs out everywhere else | <!--? auth -->
| 7.4.4 | every page has a way to sign out | account: every page has a way to sign out | <!--? auth -->
| 7.4.5 | administrators end sessions of one or all | account: an administrator ends the sessions; account: an administrator ends every session | <!--? auth -->
| 6.2.3, 7.5.1 | the password is asked for again before a change | account: a new password needs the old one | <!--? auth -->
| 7.5.2 | users see and end their sessions | devices: tells devices by browser; devices: signs out one device; devices: signs out all others | <!--? devices -->
| | the database holds no session id | session-store: who reads the database learns no session id | <!--? mongo -->
| | the database holds nothing that can be read | encryption: who reads the database learns nothing | <!--? encrypt -->
| 13.1.4, 13.3.4 | secrets change, and no session ends | restart: a new secret in front of the old one | <!--? !memory -->
| 13.3.1 | secrets are not in the code; weak ones are refused | config: a short secret is refused, and not printed | <!--? !memory -->
| 14.3.2 | pages are not cached | session: no page may be cached | <!--? !memory -->
| 14.3.2 | nor are those of a user | account: pages of a user may not be cached | <!--? auth -->
| 16.2.5 | the log tells <%= auth ? 'when sessions begin, are used and end, but ' : '' %>no session id | session: the log tells what becomes of a session | <!--? !memory -->
| | sessions outlive the process | restart: a session survives a server | <!--? !memory -->
 <!--? !memory -->
What it leaves to you: <!--? auth -->
 <!--? auth -->
- It sends no mail. So addresses are not verified, a sign-up tells whether an address is taken, and a forgotten <!--? auth -->
  password cannot be reset. <!--? auth -->
- The tries at sign-in are counted by each process for itself (`src/limits.<%= ext %>`): with several, more are let through. <!--? auth -->
- To end a session elsewhere (7.5.2) nobody has to enter the password again. <!--? devices -->

## Encryption <!--? encrypt -->
 <!--? encrypt -->
What a session holds is encrypted in MongoDB (AES-256-GCM, `src/encryption.<%= ext %>`), with a key made from the secret, and <!--? encrypt -->
bound to its id: copied to another session, it does not open. A session that no secret opens is no session. <!--? encrypt -->
Beside it, in plain text, stand the times of the session and whose it is. <!--? encrypt && auth && !devices -->
Beside it, in plain text, stand the times of the session, whose it is and on which device. <!--? encrypt && devices -->

## To change the secret

Put a new one in front of `<%= secretEnv %>` and restart, one server after the other. Take the old one out when no cookie <!--? secretEnvSource -->
is signed with it any more: after <%= maxAgeText %>. Where several servers run, put the new one second at first. <!--? secretEnvSource -->
The servers look at the file every two seconds and need no restart. Put a new secret on a line of its own: second, until <!--? secretFile -->
every server knows it, then first. Take the old one out when no cookie is signed with it any more: after <%= maxAgeText %>. <!--? secretFile -->
A file that is missing or holds a bad secret is logged, and the old secrets stay. <!--? secretFile -->
Rotate it in AWS Secrets Manager: the servers ask every five minutes and need no restart. The new version signs five <!--? secretAws -->
minutes after it was first seen, when every server knows it, and the previous one is accepted until the next rotation: <!--? secretAws -->
rotate no more often than every <%= maxAgeText %>. The servers need `secretsmanager:GetSecretValue` and nothing else. The value is <!--? secretAws -->
plain text, not JSON. When AWS does not answer, the servers keep what they know; one that starts then ends with a message. <!--? secretAws -->

## Sessions share commands <!--? batching -->
 <!--? batching -->
Requests that come while a command is on its way to MongoDB share the next one: `src/batching.<%= ext %>`. Each gets the <!--? batching -->
answer that a command of its own would have given. Under load, that serves two to four times as many requests. <!--? batching -->

## In production <!--? !memory -->
 <!--? !memory -->
- Set `NODE_ENV=production`. The cookie is then `__Host-<%= slug %>` and `Secure`: browsers send it over HTTPS only. <!--? !memory -->
- Behind a proxy that ends TLS, set `TRUST_PROXY` to the number of proxies. Without it no session cookie is set, so nobody <!--? !memory -->
  stays signed in; the log says so once. <!--? !memory -->
- Visitors never see a stack. Errors are in the log, with their stacks. <!--? !memory -->
- `/livez` answers while the process lives, `/readyz` while it can reach <%= mongo ? 'MongoDB' : 'Redis' %>. <!--? !memory -->
- Without <%= mongo ? 'MongoDB' : 'Redis' %>, pages that need a session answer 503 within two seconds, and recover by themselves. <!--? !memory -->
- SIGTERM lets requests finish, then closes the connection. <!--? !memory -->
- A database user who may `find`, `insert`, `update` and `remove` is enough, if another makes the indexes: `src/` has them, <!--? mongo -->
  see `createIndex`. <!--? mongo -->

## On Heroku, Render, Railway or Fly <!--? !memory -->
 <!--? !memory -->
Their proxies end TLS: set `TRUST_PROXY` as well as the settings above. <!--? !memory -->
 <!--? !memory -->
| | `TRUST_PROXY` | | <!--? !memory -->
|---|---|---| <!--? !memory -->
| Heroku | 1 | builds and starts the app by itself; if it has a Postgres add-on, that sets `DATABASE_URL`, too | <!--? mongo -->
| Heroku | 1 | builds and starts the app by itself | <!--? redis -->
| Render | 2 | build command: install all dependencies, also those for development, then `<%= run %> build`; start command: `<%= pm %> start` | <!--? ts && !memory -->
| Render | 2 | build command: `<%= pm %> install`; start command: `<%= pm %> start` | <!--? js && !memory -->
| Railway | 2 | builds and starts the app by itself | <!--? !memory -->
| Fly | 2 | `fly launch`, then `fly secrets set`; `internal_port` in `fly.toml` is the app's `PORT` | <!--? !memory -->
 <!--? !memory -->
For the cookie, 1 is enough everywhere. With the right number, the app also knows the visitors' own addresses, by which <!--? auth -->
it limits sign-ins. If the platform changes its proxies, so does the number. <!--? auth -->
For the cookie, 1 is enough everywhere. With the right number, `req.ip` is the visitor's own address. If the platform <!--? !auth && !memory -->
changes its proxies, so does the number. <!--? !auth && !memory -->

## With Docker <!--? docker -->
 <!--? docker -->
`compose.yaml` runs three servers behind nginx, and a replica set of three MongoDBs: any one of them may fail. Browsers <!--? docker -->
send the cookie over https alone, so nginx needs a certificate, in `tls/`. To try it on your own machine: <!--? docker -->
 <!--? docker -->
``` <!--? docker -->
mkdir -p tls && openssl req -x509 -newkey rsa:2048 -nodes -days 30 -subj /CN=localhost -keyout tls/tls.key -out tls/tls.crt <!--? docker -->
docker compose up -d --build <!--? docker && !compose -->
docker compose up -d --build proxy <!--? docker && compose -->
``` <!--? docker -->
 <!--? docker -->
Then open https://localhost. The image is built from the lockfile, which `<%= pm %> install` writes: it belongs into git. <!--? docker -->
`<%= secretEnv %>` comes from `.env`. <!--? docker && secretEnvSource -->
The secret comes from `.secrets/session`. Write new ones into this file: a container does not see another one that <!--? docker && secretFile -->
takes its place. <!--? docker && secretFile -->

## With Kubernetes <!--? kubernetes -->
 <!--? kubernetes -->
`k8s/` holds a deployment with probes, its service, an autoscaler, a disruption budget and an ingress that ends TLS. <!--? kubernetes -->
MongoDB is not in it: give it the address of yours. Build and push the image, put its name into <!--? kubernetes -->
`k8s/kustomization.yaml` and your host into `k8s/ingress.yaml`, make the secret as `k8s/secret.yaml` says, then: <!--? kubernetes -->
 <!--? kubernetes -->
``` <!--? kubernetes -->
kubectl apply -k k8s <!--? kubernetes -->
``` <!--? kubernetes -->
 <!--? kubernetes && secretFile -->
To change the secret, change the one in Kubernetes: its file follows within a minute or two, without a restart. <!--? kubernetes && secretFile -->

This code was generated and is yours: CC0, no conditions.
