apiVersion: v1
kind: Service
metadata:
  name: <%= slug %>
spec:
  selector:
    app.kubernetes.io/name: <%= slug %>
  ports:
    - { name: http, port: 80, targetPort: http }
