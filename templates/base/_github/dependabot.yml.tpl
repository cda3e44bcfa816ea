version: 2
updates:
  - package-ecosystem: npm #? pm !== 'bun'
  - package-ecosystem: bun #? pm === 'bun'
    directory: /
    schedule: { interval: weekly }
    groups:
      all: { update-types: [minor, patch] } # one pull request for all that should break nothing
  - package-ecosystem: github-actions
    directory: /
    schedule: { interval: monthly }
  - package-ecosystem: docker #? docker || kubernetes
    directory: / #? docker || kubernetes
    schedule: { interval: monthly } #? docker || kubernetes
