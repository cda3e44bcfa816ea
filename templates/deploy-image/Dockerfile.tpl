# slim, not alpine: modules with native code are built for its C library.
FROM node:24-slim AS build
WORKDIR /app
RUN npm install --global <%= pm %>@<%= pmVersion %> #? pm === 'pnpm' || pm === 'bun'
# Runs the Yarn that package.json names. Node 24 is the last that comes with Corepack. #? pm === 'yarn'
RUN corepack enable #? pm === 'yarn'
# The lockfile comes from the first install: commit it.
COPY package.json <%= installFiles.join(' ') %> ./
RUN <%= cleanInstall %> #? ts
RUN <%= productionInstall %> #? js
COPY . .
RUN <%= run %> build && <%= prune %> #? ts

FROM node:24-slim
ENV NODE_ENV=production PORT=3000
WORKDIR /app
COPY --from=build /app ./
# The user node, by number, as Kubernetes wants to see that it is not root.
USER 1000
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s \
  CMD ["node", "-e", "fetch('http://localhost:3000/livez').then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
# Not by way of <%= pm %>, which would not pass on the signal to stop.
CMD ["node", "--enable-source-maps", "dist/server.js"] #? ts
CMD ["node", "src/server.js"] #? js
