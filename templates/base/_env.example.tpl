# Copy to .env and fill in. Variables that are set already win over this file.

# Signs the session cookies: 32 random characters or more. To change it without signing anybody out, put the
# new one in front: new,old
# node -e "console.log(require('node:crypto').randomBytes(32).toString('base64url'))"
<%= secretEnv %>=

# Where sessions are stored. Without it, `<%= run %> dev` starts a MongoDB of its own. #? embedded
# Where sessions are stored. #? !embedded && !memory
# <%= urlEnv %>=mongodb://localhost:27017/<%= slug %> #? embedded
<%= urlEnv %>=mongodb://localhost:27017/<%= slug %> #? mongo && !embedded
<%= urlEnv %>=redis://localhost:6379 #? redis

# PORT=3000
# How many proxies stand in front of the app: 1 behind nginx or a load balancer, 0 when it is reached directly.
# TRUST_PROXY=0
