# Ends TLS and shares the requests out among the servers.
events {}

http {
  server_tokens off;
  resolver 127.0.0.11 valid=5s; # Docker's own: it knows every server by the name of its service

  upstream app {
    zone app 64k;
    server app:3000 resolve;
  }

  server {
    listen 80;
    return 308 https://$host$request_uri;
  }

  server {
    listen 443 ssl;
    ssl_certificate /etc/nginx/tls/tls.crt;
    ssl_certificate_key /etc/nginx/tls/tls.key;

    location / {
      proxy_pass http://app;
      proxy_http_version 1.1;
      proxy_connect_timeout 2s; # then another server is asked
      proxy_set_header Connection '';
      proxy_set_header Host $http_host;
      # Set, not added to: what a visitor says about himself is not passed on.
      proxy_set_header X-Forwarded-For $remote_addr;
      proxy_set_header X-Forwarded-Proto $scheme;
    }
  }
}
