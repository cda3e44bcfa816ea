# slim, not alpine: modules with native code are built for its C library.
FROM node:24-slim AS build
WORKDIR /app
RUN npm install --global pnpm@10 #? pm === 'pnpm'
RUN npm install --global bun@1 #? pm === 'bun'
# The lockfile comes from the first install: it belongs into git.
COPY package.json package-lock.json ./ #? pm === 'npm'
COPY package.json pnpm-lock.yaml ./ #? pm === 'pnpm'
COPY package.json yarn.lock ./ #? pm === 'yarn'
COPY package.json bun.lock ./ #? pm === 'bun'
RUN npm ci #? ts && pm === 'npm'
RUN npm ci --omit=dev #? js && pm === 'npm'
RUN pnpm install --frozen-lockfile #? ts && pm === 'pnpm'
RUN pnpm install --frozen-lockfile --prod #? js && pm === 'pnpm'
RUN yarn install --frozen-lockfile #? ts && pm === 'yarn'
RUN yarn install --frozen-lockfile --production #? js && pm === 'yarn'
RUN bun install --frozen-lockfile #? ts && pm === 'bun'
RUN bun install --frozen-lockfile --production #? js && pm === 'bun'
COPY . .
RUN npm run build && npm prune --omit=dev #? ts && pm === 'npm'
RUN pnpm build && CI=true pnpm prune --prod #? ts && pm === 'pnpm'
RUN yarn build && yarn install --frozen-lockfile --production #? ts && pm === 'yarn'
RUN bun run build && rm -r node_modules && bun install --frozen-lockfile --production #? ts && pm === 'bun'

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
