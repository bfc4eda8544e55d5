// Hand-written. Copied from generator/runtime/node/index.ts; edit it there.
export type { FileRange } from "./file-range.ts";
export { httpTransport, type HttpTransportOptions, type TlsOptions } from "./http-transport.ts";
