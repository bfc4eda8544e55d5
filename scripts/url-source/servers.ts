/** Web servers that have files, as Debian has them. */
import type { Certificate } from "../bench/certificate.ts";
import type { Proxy } from "../proxies/proxy.ts";

/** How a server gives what it has. */
export type Mode = "plain" | "no ranges" | "compresses" | "stored compressed";

export interface WebServer extends Omit<Proxy, "configure"> {
  /** The server with the files of a folder, which every user may read; over TLS where it gets a certificate. */
  readonly of: (root: string, mode?: Mode, certificate?: Certificate) => Proxy;
}

type Configure = (root: string, mode: Mode, certificate?: Certificate) => Proxy["configure"];

function webServer(proxy: Omit<Proxy, "configure">, configure: Configure): WebServer {
  return {
    ...proxy,
    of: (root, mode = "plain", certificate) => ({
      ...proxy,
      configure: configure(root, mode, certificate),
    }),
  };
}

const isRoot = process.getuid?.() === 0;

export const nginx = webServer(
  { name: "nginx", debian: "nginx", program: "/usr/sbin/nginx", version: "-v" },
  (root, mode, certificate) =>
    ({ folder, port }) => ({
      files: {
        "nginx.conf": `
          daemon off;
          pid ${folder}/nginx.pid;
          error_log stderr;
          ${isRoot ? "user root;" : ""}
          events {}
          http {
            access_log off;
            sendfile on;
            types { application/jsonl jsonl; }
            ${["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map((it) => `${it}_temp_path ${folder}/${it};`).join(" ")}
            ${mode === "no ranges" ? "max_ranges 0;" : ""}
            ${mode === "compresses" ? "gzip on; gzip_types *; gzip_proxied any;" : ""}
            ${mode === "stored compressed" ? "add_header Content-Encoding gzip always;" : ""}
            server {
              listen 127.0.0.1:${port}${certificate ? " ssl" : ""};
              ${certificate ? `ssl_certificate ${certificate.cert}; ssl_certificate_key ${certificate.key};` : ""}
              root ${root};
              location /signed/ {
                alias ${root}/;
                secure_link $arg_md5,$arg_expires;
                secure_link_md5 "$secure_link_expires$uri secret";
                if ($secure_link = "") { return 403; }
                if ($secure_link = "0") { return 410; }
              }
            }
          }`,
      },
      args: ["-c", `${folder}/nginx.conf`, "-e", "stderr"],
    }),
);

export const apache = webServer(
  { name: "Apache", debian: "apache2", program: "/usr/sbin/apache2", version: "-v" },
  (root, mode) =>
    ({ folder, port }) => ({
      files: {
        "apache.conf": `
          ServerRoot /usr/lib/apache2
          ServerName localhost
          Listen 127.0.0.1:${port}
          PidFile ${folder}/apache.pid
          DefaultRuntimeDir ${folder}
          ErrorLog /dev/stderr
          ${["mpm_event", "authz_core", "headers", "filter", "deflate"].map((it) => `LoadModule ${it}_module modules/mod_${it}.so`).join("\n")}
          ${isRoot ? "User www-data\nGroup www-data" : ""}
          DocumentRoot ${root}
          ${mode === "no ranges" ? "MaxRanges none" : ""}
          ${mode === "compresses" ? "SetOutputFilter DEFLATE" : ""}
          ${mode === "stored compressed" ? "Header always set Content-Encoding gzip" : ""}`,
      },
      args: ["-f", `${folder}/apache.conf`, "-DFOREGROUND"],
    }),
);

export const lighttpd = webServer(
  { name: "lighttpd", debian: "lighttpd", program: "/usr/sbin/lighttpd", version: "-v" },
  (root, mode) =>
    ({ folder, port }) => ({
      files: {
        "lighttpd.conf": `
          server.modules = ( "mod_setenv"${mode === "compresses" ? ', "mod_deflate"' : ""} )
          server.bind = "127.0.0.1"
          server.port = ${port}
          server.document-root = "${root}"
          server.upload-dirs = ( "${folder}" )
          server.feature-flags += ( "server.graceful-shutdown-timeout" => 1 )
          mimetype.assign = ( ".jsonl" => "application/jsonl" )
          ${mode === "no ranges" ? 'server.range-requests = "disable"' : ""}
          ${mode === "compresses" ? 'deflate.mimetypes = ( "application/" )\ndeflate.allowed-encodings = ( "gzip" )' : ""}
          ${mode === "stored compressed" ? 'setenv.set-response-header = ( "Content-Encoding" => "gzip" )' : ""}`,
      },
      args: ["-D", "-f", `${folder}/lighttpd.conf`],
    }),
);

export const caddy = webServer(
  { name: "Caddy", debian: "caddy", program: "/usr/bin/caddy", version: "version" },
  (root, mode) =>
    ({ folder, port }) => ({
      files: {
        Caddyfile: `{
          admin off
          auto_https off
        }
        http://127.0.0.1:${port} {
          root * ${root}
          ${mode === "no ranges" ? "request_header -Range" : ""}
          ${mode === "compresses" ? "encode gzip {\n match {\n header Content-Type *\n }\n }" : ""}
          ${mode === "stored compressed" ? "header Content-Encoding gzip" : ""}
          file_server
        }`,
      },
      args: ["run", "--adapter", "caddyfile", "--config", `${folder}/Caddyfile`],
      env: { HOME: folder, XDG_DATA_HOME: folder, XDG_CONFIG_HOME: folder },
    }),
);
