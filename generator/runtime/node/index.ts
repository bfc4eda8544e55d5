export type { FileRange } from "./file-range.ts";
export { httpTransport, type HttpTransportOptions, type TlsOptions } from "./http-transport.ts";
