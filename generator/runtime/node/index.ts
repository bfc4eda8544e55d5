/** @category BinaryInput */
export type { FileRange } from "./file-range.ts";
/** @category Transport */
export { httpTransport, type HttpTransportOptions, type TlsOptions } from "./http-transport.ts";
