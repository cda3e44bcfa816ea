# docker compose up -d --build: the app as in production. #? !compose
# docker compose up -d: a MongoDB for development, its data kept in a volume. #? compose
# docker compose up -d --build proxy: the app as in production. #? compose
# It is three servers behind nginx, and three MongoDBs, of which any one may fail.
x-mongo: &mongo
  image: mongo:8
  command: [mongod, --replSet, rs0, --bind_ip_all]
  networks: [database]
  profiles: [production] #? compose
  restart: unless-stopped

services:
  mongo: #? compose
    image: mongo:8 #? compose
    ports: ['127.0.0.1:27017:27017'] #? compose
    volumes: ['mongo:/data/db'] #? compose
 #? compose
  proxy:
    image: nginx:1.28-alpine
    ports: ['80:80', '443:443']
    volumes: ['./nginx.conf:/etc/nginx/nginx.conf:ro', './tls:/etc/nginx/tls:ro']
    depends_on: { app: { condition: service_healthy } }
    networks: [web]
    profiles: [production] #? compose
    restart: unless-stopped

  app:
    build: .
    deploy: { replicas: 3 }
    environment:
      <%= urlEnv %>: mongodb://mongo1,mongo2,mongo3/<%= slug %>?replicaSet=rs0
      <%= secretEnv %>: # from .env #? secretEnvSource
      <%= secretEnv %>_FILE: /run/secrets/session #? secretFile
      # From .env or the environment; with a role of AWS, there is no need for keys. #? secretAws
      <%= secretEnv %>_ID: #? secretAws
      AWS_REGION: #? secretAws
      AWS_ACCESS_KEY_ID: #? secretAws
      AWS_SECRET_ACCESS_KEY: #? secretAws
      AWS_SESSION_TOKEN: #? secretAws
      TRUST_PROXY: 1
    secrets: [session] #? secretFile
    depends_on: { mongo1: { condition: service_healthy } }
    networks: [web, database]
    profiles: [production] #? compose
    read_only: true
    stop_grace_period: 15s # the server takes 10 at most
    restart: unless-stopped

  mongo1:
    <<: *mongo
    volumes: ['mongo1:/data/db']
    depends_on: [mongo2, mongo3]
    # Healthy when the three have elected who takes the writes; the first time, this founds the replica set.
    healthcheck:
      interval: 5s
      timeout: 10s
      retries: 30
      test:
        - CMD
        - mongosh
        - --quiet
        - --eval
        - >-
          try { rs.status() } catch (error) {
            if (error.codeName !== 'NotYetInitialized') throw error;
            rs.initiate({ _id: 'rs0', members: [1, 2, 3].map((n) => ({ _id: n, host: 'mongo' + n + ':27017' })) });
          }
          quit(db.hello().primary ? 0 : 1)

  mongo2:
    <<: *mongo
    volumes: ['mongo2:/data/db']

  mongo3:
    <<: *mongo
    volumes: ['mongo3:/data/db']

networks:
  web:
  database:
    internal: true # the MongoDBs ask for no password, so nobody else may reach them

volumes:
  mongo: #? compose
  mongo1:
  mongo2:
  mongo3:

secrets: #? secretFile
  session: #? secretFile
    file: .secrets/session # with user 1000 as its owner: servers run as that one #? secretFile
