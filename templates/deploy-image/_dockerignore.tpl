# What the image needs, and nothing else: no settings, no secrets, no data.
*
!package.json
!package-lock.json #? pm === 'npm'
!pnpm-lock.yaml #? pm === 'pnpm'
!yarn.lock #? pm === 'yarn'
!bun.lock #? pm === 'bun'
!tsconfig.json #? ts
!tsconfig.build.json #? ts
!src
!public
!views
