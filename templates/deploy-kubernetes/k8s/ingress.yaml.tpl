# Ends TLS, which the session cookie needs. It is the one proxy that TRUST_PROXY counts.
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: <%= slug %>
spec:
  ingressClassName: nginx
  tls:
    - { hosts: [app.example.com], secretName: <%= slug %>-tls }
  rules:
    - host: app.example.com
      http:
        paths:
          - path: /
            pathType: Prefix
            backend: { service: { name: <%= slug %>, port: { name: http } } }
