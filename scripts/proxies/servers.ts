/** The proxies that are web servers first. */
import type { Proxy } from "./proxy.ts";

const isRoot = process.getuid?.() === 0;

export const nginx: Proxy = {
  name: "nginx",
  debian: "nginx",
  program: "/usr/sbin/nginx",
  version: "-v",
  configure: ({ folder, port, backend, limit = 0, patience }) => ({
    files: {
      "nginx.conf": `
        daemon off;
        pid ${folder}/nginx.pid;
        error_log stderr;
        ${isRoot ? "user root;" : ""}
        events {}
        http {
          access_log off;
          client_max_body_size ${limit};
          ${patience ? `client_body_timeout ${patience}s; keepalive_timeout ${patience}s;` : ""}
          ${["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map((it) => `${it}_temp_path ${folder}/${it};`).join(" ")}
          upstream backend { server 127.0.0.1:${backend}; keepalive 8; }
          server {
            listen 127.0.0.1:${port};
            location / {
              proxy_pass http://backend;
              proxy_http_version 1.1;
              proxy_set_header Connection "";
            }
          }
        }`,
    },
    args: ["-c", `${folder}/nginx.conf`, "-e", "stderr"],
  }),
};

export const apache: Proxy = {
  name: "Apache",
  debian: "apache2",
  program: "/usr/sbin/apache2",
  version: "-v",
  configure: ({ folder, port, backend, limit = 0, patience }) => ({
    files: {
      "apache.conf": `
        ServerRoot /usr/lib/apache2
        ServerName localhost
        Listen 127.0.0.1:${port}
        PidFile ${folder}/apache.pid
        DefaultRuntimeDir ${folder}
        ErrorLog /dev/stderr
        ${["mpm_event", "authz_core", "proxy", "proxy_http", "reqtimeout"].map((it) => `LoadModule ${it}_module modules/mod_${it}.so`).join("\n")}
        ${isRoot ? "User www-data\nGroup www-data" : ""}
        LimitRequestBody ${limit}
        ${patience ? `KeepAliveTimeout ${patience}\nRequestReadTimeout body=${patience}` : ""}
        ProxyPass / http://127.0.0.1:${backend}/`,
    },
    args: ["-f", `${folder}/apache.conf`, "-DFOREGROUND"],
  }),
};

export const lighttpd: Proxy = {
  name: "lighttpd",
  debian: "lighttpd",
  program: "/usr/sbin/lighttpd",
  version: "-v",
  configure: ({ folder, port, backend, limit, patience }) => ({
    files: {
      "lighttpd.conf": `
        server.modules = ( "mod_proxy" )
        server.bind = "127.0.0.1"
        server.port = ${port}
        server.document-root = "${folder}"
        server.upload-dirs = ( "${folder}" )
        server.feature-flags += ( "server.graceful-shutdown-timeout" => 1 )
        ${limit ? `server.max-request-size = ${limit / 1024}` : ""}
        ${patience ? `server.max-read-idle = ${patience}\nserver.max-keep-alive-idle = ${patience}` : ""}
        proxy.server = ( "" => (( "host" => "127.0.0.1", "port" => ${backend} )) )`,
    },
    args: ["-D", "-f", `${folder}/lighttpd.conf`],
  }),
};

export const caddy: Proxy = {
  name: "Caddy",
  debian: "caddy",
  program: "/usr/bin/caddy",
  version: "version",
  configure: ({ folder, port, backend, limit, patience }) => ({
    files: {
      Caddyfile: `{
        admin off
        auto_https off
        ${patience ? `servers {\n timeouts {\n read_body ${patience}s\n idle ${patience}s\n }\n }` : ""}
      }
      http://127.0.0.1:${port} {
        ${limit ? `request_body {\n max_size ${limit}\n }` : ""}
        reverse_proxy 127.0.0.1:${backend}
      }`,
    },
    args: ["run", "--adapter", "caddyfile", "--config", `${folder}/Caddyfile`],
    env: { HOME: folder, XDG_DATA_HOME: folder, XDG_CONFIG_HOME: folder },
  }),
};
