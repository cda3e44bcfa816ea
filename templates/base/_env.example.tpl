# Copy to .env and fill in. Variables that are set already win over this file.

# Signs the session cookies: 32 random characters or more, made by #? !secretFile
#   node -p "require('node:crypto').randomBytes(32).toString('base64url')" #? !secretFile
# To change it without ending sessions, put the new one in front: new,old #? secretEnvSource
<%= secretEnv %>= #? secretEnvSource
# For development: it stands in for the one in AWS Secrets Manager as long as the next variable is not set. #? secretAws
<%= secretEnv %>= #? secretAws

# Name or ARN of the secret in AWS Secrets Manager; region and credentials are found the way all AWS tools find them. #? secretAws
# <%= secretEnv %>_ID=<%= slug %>/session #? secretAws
# AWS_REGION=eu-central-1 #? secretAws
# The file with the secrets that sign the session cookies, one a line: 32 random characters or more, made by #? secretFile
#   node -p "require('node:crypto').randomBytes(32).toString('base64url')" #? secretFile
# To change them without ending sessions, put a new one in front and leave the old one for a while. #? secretFile
<%= secretEnv %>_FILE=.secrets/session #? secretFile

# Where MongoDB is, and the name of the database. Without it, <%= run %> dev starts a MongoDB of its own. #? embedded
# <%= urlEnv %>=mongodb://localhost:27017/<%= slug %> #? embedded
# Where MongoDB is, and the name of the database. #? mongo && !embedded
<%= urlEnv %>=mongodb://localhost:27017/<%= slug %> #? mongo && !embedded
# Where Redis is. #? redis
<%= urlEnv %>=redis://localhost:6379 #? redis

# Anything but development and test counts as production: cookies are Secure, which needs HTTPS in front of the app. #? !memory
# NODE_ENV=production #? !memory

# PORT=3000

# The number of proxies in front of the app: 1 behind nginx, a load balancer or Heroku, 0 when it is reached directly.
# TRUST_PROXY=0
