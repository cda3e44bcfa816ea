FROM node:22 AS build
WORKDIR /srv
COPY --chown=node:node . /srv
RUN npm ci && npm run build

FROM node:22-slim
WORKDIR /srv
COPY --from=build /srv .
CMD ["node", "dist/index.js"]
