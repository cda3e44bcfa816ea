# Copy to .env and fill in. Variables that are set already win over this file.

# Signs the session cookies: 32 random characters or more, made by
#   node -p "require('node:crypto').randomBytes(32).toString('base64url')"
# To change it without signing anybody out, put the new one in front: new,old
<%= secretEnv %>=

# Where MongoDB is, and the name of the database. Without it, <%= run %> dev starts a MongoDB of its own. #? embedded
# <%= urlEnv %>=mongodb://localhost:27017/<%= slug %> #? embedded
# Where MongoDB is, and the name of the database. #? mongo && !embedded
<%= urlEnv %>=mongodb://localhost:27017/<%= slug %> #? mongo && !embedded
# Where Redis is. #? redis
<%= urlEnv %>=redis://localhost:6379 #? redis

# production turns on secure cookies, which need https in front of the app. #? !memory
# NODE_ENV=production #? !memory

# PORT=3000

# How many proxies stand in front of the app: 1 behind nginx or a load balancer, 0 when it is reached directly.
# TRUST_PROXY=0
