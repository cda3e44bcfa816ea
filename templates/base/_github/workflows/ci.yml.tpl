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
      - uses: pnpm/action-setup@v6 # the version in package.json #? pm === 'pnpm'
      - uses: oven-sh/setup-bun@v2 # the version in package.json #? pm === 'bun'
      - uses: actions/setup-node@v4
        with: { node-version: '${{ matrix.node }}' }
      - run: sudo apt-get install --yes redis-server #? redis
      - run: corepack enable # runs the version in package.json #? pm === 'yarn'
      - run: <%= cleanInstall %>
      - run: <%= run %> lint
      - run: <%= run %> typecheck #? ts
      - run: <%= run %> build #? ts
      - run: <%= run %> test
