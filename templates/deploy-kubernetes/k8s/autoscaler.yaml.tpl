apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata:
  name: <%= slug %>
spec:
  scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: <%= slug %> }
  minReplicas: 3
  maxReplicas: 10
  metrics:
    - type: Resource
      resource:
        name: cpu
        target: { type: Utilization, averageUtilization: 70 }
