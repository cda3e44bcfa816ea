# What the image needs, and nothing else: no settings, no secrets, no data.
*
!package.json
!<%= installFiles.join('\n!') %>
!tsconfig.json #? ts
!tsconfig.build.json #? ts
!src
!public
!views
