name: ci
on:
  push:
  pull_request:
permissions:
  contents: read
jobs:
  test:
    runs-on: ubuntu-latest
    strategy:
      matrix:
        node: [20, 22, 24]
    services: #? redis
      redis: #? redis
        image: redis:8 #? redis
        ports: ['6379:6379'] #? redis
    steps:
      - uses: actions/checkout@v5
      - uses: pnpm/action-setup@v4 #? pm === 'pnpm'
        with: #? pm === 'pnpm'
          version: 10 #? pm === 'pnpm'
      - uses: oven-sh/setup-bun@v2 #? pm === 'bun'
      - uses: actions/setup-node@v5
        with:
          node-version: ${{ matrix.node }}
      - run: <%= pm %> install
      - run: <%= run %> typecheck #? ts
      - run: <%= run %> lint
      - run: <%= run %> build #? ts
      - run: <%= run %> test
        env: #? redis
          <%= urlEnv %>: redis://localhost:6379 #? redis
