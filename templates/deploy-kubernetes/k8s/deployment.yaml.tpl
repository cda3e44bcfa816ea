apiVersion: apps/v1
kind: Deployment
metadata:
  name: <%= slug %>
  labels: &labels
    app.kubernetes.io/name: <%= slug %>
spec:
  # No number of replicas: autoscaler.yaml says how many.
  strategy:
    rollingUpdate: { maxUnavailable: 0, maxSurge: 1 }
  selector:
    matchLabels: *labels
  template:
    metadata:
      labels: *labels
    spec:
      serviceAccountName: <%= slug %> #? secretAws
      automountServiceAccountToken: false # the app does not talk to Kubernetes
      terminationGracePeriodSeconds: 20 # 5 s before SIGTERM, then the app takes 10 at most
      securityContext:
        runAsNonRoot: true
        runAsUser: 1000
        fsGroup: 1000 #? secretFile
        seccompProfile: { type: RuntimeDefault }
      topologySpreadConstraints:
        - maxSkew: 1
          topologyKey: kubernetes.io/hostname
          whenUnsatisfiable: ScheduleAnyway
          labelSelector: { matchLabels: *labels }
        - maxSkew: 1
          topologyKey: topology.kubernetes.io/zone
          whenUnsatisfiable: ScheduleAnyway
          labelSelector: { matchLabels: *labels }
      containers:
        - name: app
          image: <%= slug %>
          ports:
            - { name: http, containerPort: 3000 }
          env:
            - name: <%= urlEnv %>
              valueFrom: { secretKeyRef: { name: <%= slug %>, key: url } }
            - name: <%= secretEnv %> #? secretEnvSource
              valueFrom: { secretKeyRef: { name: <%= slug %>, key: session } } #? secretEnvSource
            - { name: <%= secretEnv %>_FILE, value: /etc/secrets/session } #? secretFile
            - { name: <%= secretEnv %>_ID, value: <%= slug %>/session } #? secretAws
            - { name: AWS_REGION, value: eu-central-1 } #? secretAws
            - { name: TRUST_PROXY, value: '1' }
          # A whole folder, as Kubernetes does not update single files. #? secretFile
          volumeMounts: #? secretFile
            - { name: secrets, mountPath: /etc/secrets, readOnly: true } #? secretFile
          livenessProbe:
            httpGet: { path: /livez, port: http }
            timeoutSeconds: 3
          readinessProbe:
            httpGet: { path: /readyz, port: http }
            periodSeconds: 5
            timeoutSeconds: 3
          lifecycle:
            preStop: { sleep: { seconds: 5 } } # until no request is sent here any more
          resources:
            requests: { cpu: 100m, memory: 128Mi }
            limits: { memory: 384Mi } # hashing passwords takes up to 128 of these #? auth
            limits: { memory: 384Mi } #? !auth
          securityContext:
            allowPrivilegeEscalation: false
            readOnlyRootFilesystem: true
            capabilities: { drop: [ALL] }
      volumes: #? secretFile
        - name: secrets #? secretFile
          secret: #? secretFile
            secretName: <%= slug %> #? secretFile
            defaultMode: 0440 #? secretFile
            items: [{ key: session, path: session }] #? secretFile
