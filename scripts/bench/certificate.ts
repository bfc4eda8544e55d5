import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";

/** Paths of PEM files. */
export interface Certificate {
  readonly key: string;
  readonly cert: string;
}

/**
 * Makes a certificate for this machine that vouches for itself: whoever is given it trusts the server, and nobody else.
 *
 * @param hosts What it is for, as OpenSSL's subjectAltName.
 */
export async function makeCertificate(
  folder: string,
  hosts = "IP:127.0.0.1,DNS:localhost",
): Promise<Certificate> {
  const [key, cert] = [join(folder, "key.pem"), join(folder, "cert.pem")];
  const kind = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-noenc"];
  const names = ["-subj", "/CN=127.0.0.1", "-addext", `subjectAltName=${hosts}`];
  const files = ["-keyout", key, "-out", cert];
  await promisify(execFile)("openssl", ["req", "-x509", ...kind, ...names, ...files, "-days", "2"]);
  return { key, cert };
}
