name: ci
on:
  push:
    branches: [main]
  pull_request:

permissions:
  contents: read

jobs:
  test:
    runs-on: ubuntu-latest
    strategy:
      matrix:
        node: [20, 22, 24]
    steps:
      - uses: actions/checkout@v4
      - uses: pnpm/action-setup@v4 #? pm === 'pnpm'
        with: { version: 10 } #? pm === 'pnpm'
      - uses: oven-sh/setup-bun@v2 #? pm === 'bun'
      - uses: actions/setup-node@v4
        with: { node-version: '${{ matrix.node }}' }
      - run: sudo apt-get install --yes redis-server #? redis
      - run: npm ci #? pm === 'npm'
      - run: pnpm install --frozen-lockfile #? pm === 'pnpm'
      - run: corepack enable && yarn install --immutable #? pm === 'yarn'
      - run: bun install --frozen-lockfile #? pm === 'bun'
      - run: <%= run %> lint
      - run: <%= run %> typecheck #? ts
      - run: <%= run %> build #? ts
      - run: <%= run %> test
