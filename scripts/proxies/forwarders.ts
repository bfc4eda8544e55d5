/** The proxies that are nothing else. */
import type { Proxy } from "./proxy.ts";

export const haproxy: Proxy = {
  name: "HAProxy",
  debian: "haproxy",
  program: "/usr/sbin/haproxy",
  version: "-v",
  configure: ({ folder, port, backend, limit, patience = 50 }) => ({
    files: {
      "haproxy.cfg": `
        defaults
          mode http
          timeout connect 5s
          timeout server 50s
          timeout client ${patience}s
          timeout http-keep-alive ${patience}s
        frontend front
          bind 127.0.0.1:${port}
          ${limit ? `http-request deny deny_status 413 if { req.hdr_val(content-length) gt ${limit} }` : ""}
          default_backend back
        backend back
          server api 127.0.0.1:${backend}
`,
    },
    args: ["-db", "-f", `${folder}/haproxy.cfg`],
  }),
};

export const squid: Proxy = {
  name: "Squid",
  debian: "squid",
  program: "/usr/sbin/squid",
  version: "-v",
  configure: ({ folder, port, backend, limit, patience }) => ({
    files: {
      "squid.conf": [
        `http_port 127.0.0.1:${port} accel defaultsite=localhost`,
        `cache_peer 127.0.0.1 parent ${backend} 0 no-query originserver login=PASSTHRU name=api`,
        "cache_peer_access api allow all",
        "never_direct allow all",
        "http_access allow all",
        "cache deny all",
        "access_log none",
        "cache_log /dev/null",
        "pid_filename none",
        "visible_hostname localhost",
        "shutdown_lifetime 0 seconds",
        "pinger_enable off",
        "netdb_filename none",
        ...(limit ? [`request_body_max_size ${limit} bytes`] : []),
        ...(patience
          ? [`read_timeout ${patience} seconds`, `client_idle_pconn_timeout ${patience} seconds`]
          : []),
        "",
      ].join("\n"),
    },
    args: ["-N", "-f", `${folder}/squid.conf`],
  }),
};

export const tinyproxy: Proxy = {
  name: "tinyproxy",
  debian: "tinyproxy-bin",
  program: "/usr/bin/tinyproxy",
  version: "-v",
  configure: ({ folder, port, backend, patience }) => ({
    files: {
      "tinyproxy.conf": [
        `Port ${port}`,
        "Listen 127.0.0.1",
        `Timeout ${patience ?? 600}`,
        "ReverseOnly Yes",
        `ReversePath "/" "http://127.0.0.1:${backend}/"`,
        "",
      ].join("\n"),
    },
    args: ["-d", "-c", `${folder}/tinyproxy.conf`],
  }),
};

export const varnish: Proxy = {
  name: "Varnish",
  debian: "varnish",
  program: "/usr/sbin/varnishd",
  version: "-V",
  configure: ({ folder, port, backend, limit, patience }) => ({
    files: {
      "default.vcl": `vcl 4.1;
        import std;
        backend api { .host = "127.0.0.1"; .port = "${backend}"; }
        sub vcl_recv {
          ${limit ? `if (std.integer(req.http.content-length, 0) > ${limit}) { return (synth(413)); }` : ""}
          return (pass);
        }`,
    },
    args: [
      ...["-F", "-j", "none", "-a", `127.0.0.1:${port}`, "-f", `${folder}/default.vcl`],
      ...["-n", `${folder}/work`, "-s", "malloc,64m"],
      ...(patience ? ["-p", `timeout_idle=${patience}`] : []),
    ],
  }),
};
