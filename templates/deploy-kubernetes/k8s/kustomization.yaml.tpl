# kubectl apply -k k8s: everything but secret.yaml, which says how it is made.
apiVersion: kustomize.config.k8s.io/v1beta1
kind: Kustomization
resources: [deployment.yaml, service.yaml, autoscaler.yaml, disruption.yaml, ingress.yaml] #? !secretAws
resources: [account.yaml, deployment.yaml, service.yaml, autoscaler.yaml, disruption.yaml, ingress.yaml] #? secretAws
images:
  - name: <%= slug %>
    newName: registry.example.com/<%= slug %> # where you push the image to
    newTag: 0.1.0
