/** A proxy as Debian has it. */
export interface Proxy {
  readonly name: string;
  /** The Debian package to install. */
  readonly debian: string;
  readonly program: string;
  /** The arguments that have it print its version. */
  readonly version: string;
  /** What it is started with: it has to stay in the foreground. */
  readonly configure: (setup: Setup) => Configuration;
}

/** What a proxy is to do. All but the ports is left to the proxy unless it is set. */
export interface Setup {
  /** An empty folder that every user may read. */
  readonly folder: string;
  /** Where it listens, on loopback. */
  readonly port: number;
  /** Where what it passes on goes, on loopback. */
  readonly backend: number;
  /** The largest body, in bytes. */
  readonly limit?: number | undefined;
  /** Seconds that a body, or a connection without a request, may stand still. */
  readonly patience?: number | undefined;
}

/** Paths are below the setup's folder. */
export interface Configuration {
  readonly files: Readonly<Record<string, string>>;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}
