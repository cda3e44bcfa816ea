# The role that may read the secret in AWS Secrets Manager: secretsmanager:GetSecretValue, and nothing else. #? secretAws
apiVersion: v1 #? secretAws
kind: ServiceAccount #? secretAws
metadata: #? secretAws
  name: <%= slug %> #? secretAws
  annotations: #? secretAws
    eks.amazonaws.com/role-arn: arn:aws:iam::123456789012:role/<%= slug %> #? secretAws
