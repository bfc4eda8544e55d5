#!/usr/bin/env bash
# One would believe: HEAD tells the length and the ETag that GET would, so it is how to look at a file before it is read.
# What is: asked by a client that takes gzip, as `fetch` does by itself, nginx with `gzip on` responds to HEAD without a
#   Content-Length and with a weak ETag, and Caddy 2.6 with `encode gzip` with a Content-Length that is that of an empty
#   gzip file. Neither depends on what is in the file.
# Versions: Debian's nginx 1.22.1-9+deb12u11 and caddy 2.6.2-5.
# Source: https://nginx.org/en/docs/http/ngx_http_gzip_module.html says nothing of HEAD; seen as below.
# Why it matters here: `urlSource` has to know the length. It asks for the first byte with GET and `accept-encoding:
#   identity`, and takes the total from Content-Range.
set -euo pipefail
folder=$(mktemp -d)
pids=
trap '[ -z "$pids" ] || kill $pids 2>/dev/null || true; wait; rm -rf "$folder"' EXIT
cd "$folder"
chmod 755 "$folder"
apt-get -qq -o APT::Sandbox::User=root download caddy=2.6.2-5 nginx=1.22.1-9+deb12u11
for package in *.deb; do dpkg-deb --extract "$package" root; done
export HOME="$folder" XDG_DATA_HOME="$folder" XDG_CONFIG_HOME="$folder"
echo "Caddy $(root/usr/bin/caddy version), $(root/usr/sbin/nginx -v 2>&1)"

free_port() { node -p 'const s = require("net").createServer().listen(0, () => { console.log(s.address().port); s.close() }); ""' | tr -d '\n'; }
nginx_port=$(free_port) caddy_port=$(free_port)
mkdir www
seq 100000 >www/a.txt
chmod 644 www/a.txt
cat >nginx.conf <<END
daemon off;
pid $folder/nginx.pid;
error_log stderr;
$([ "$(id -u)" != 0 ] || echo "user root;")
events {}
http {
  access_log off;
  types { text/plain txt; }
  gzip on;
  gzip_types text/plain;
  client_body_temp_path $folder/1; proxy_temp_path $folder/2; fastcgi_temp_path $folder/3;
  uwsgi_temp_path $folder/4; scgi_temp_path $folder/5;
  server { listen 127.0.0.1:$nginx_port; root $folder/www; }
}
END
cat >Caddyfile <<END
{
  admin off
  auto_https off
}
http://127.0.0.1:$caddy_port {
  root * $folder/www
  encode gzip
  file_server
}
END
root/usr/sbin/nginx -c "$folder/nginx.conf" -e stderr 2>nginx.out &
pids=$!
root/usr/bin/caddy run --adapter caddyfile --config Caddyfile >caddy.out 2>&1 &
pids="$pids $!"
for port in "$nginx_port" "$caddy_port"; do
  for _ in $(seq 100); do (: <"/dev/tcp/127.0.0.1/$port") 2>/dev/null && break || sleep 0.1; done
done

head_of() { curl -sS -I --compressed "http://127.0.0.1:$1/a.txt" | tr -d '\r' | tr '[:upper:]' '[:lower:]'; }
length_of() { sed -n 's/^content-length: //p' | grep . || echo none; }
{
  echo "the file: $(wc -c <www/a.txt) bytes"
  echo "nginx: length $(head_of "$nginx_port" | length_of), ETag $(head_of "$nginx_port" | grep -q '^etag: w/' && echo weak || echo strong)"
  echo "Caddy: length $(head_of "$caddy_port" | length_of)"
} | tee output
diff output - <<'END'
the file: 588895 bytes
nginx: length none, ETag weak
Caddy: length 20
END
