apiVersion: policy/v1
kind: PodDisruptionBudget
metadata:
  name: <%= slug %>
spec:
  maxUnavailable: 1
  selector:
    matchLabels:
      app.kubernetes.io/name: <%= slug %>
