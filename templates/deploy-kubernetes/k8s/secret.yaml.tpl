# The shape of the secret. Real values belong into no file; kubectl makes it:
#   kubectl create secret generic <%= slug %> --from-literal=url=mongodb://... --from-file=session=.secrets/session #? secretFile
#   kubectl create secret generic <%= slug %> --from-literal=url=mongodb://... --from-literal=session="$(openssl rand -base64 32)" #? secretEnvSource
#   kubectl create secret generic <%= slug %> --from-literal=url=mongodb://... #? secretAws
apiVersion: v1
kind: Secret
metadata:
  name: <%= slug %>
stringData:
  url: mongodb://mongo.example.com/<%= slug %>?replicaSet=rs0
  session: change-me # the app refuses this one #? !secretAws
