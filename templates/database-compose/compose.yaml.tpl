# docker compose up -d: a MongoDB for development, its data kept in a volume.
services:
  mongo:
    image: mongo:8
    ports: ['127.0.0.1:27017:27017']
    volumes: ['mongo:/data/db']
volumes:
  mongo:
