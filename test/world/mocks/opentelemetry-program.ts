/**
 * Makes calls while OpenTelemetry's instrumentation of http is on, and prints the spans. Arguments: the base URL of a
 * server, that of none, and how the instrumentation gets at modules: "hook" or "require".
 */
import { createRequire, register } from "node:module";
import { SpanStatusCode } from "@opentelemetry/api";
import { registerInstrumentations } from "@opentelemetry/instrumentation";
import { HttpInstrumentation } from "@opentelemetry/instrumentation-http";
import {
  InMemorySpanExporter,
  NodeTracerProvider,
  SimpleSpanProcessor,
} from "@opentelemetry/sdk-trace-node";

const [baseUrl = "", deadUrl = "", way = ""] = process.argv.slice(2);
const load = () => import("../../../generated/src/node.ts");
// Without the hook, modules of Node's are instrumented once somebody has required them, whoever has imported them before.
if (way === "hook") register("@opentelemetry/instrumentation/hook.mjs", import.meta.url);
else await load();
const exporter = new InMemorySpanExporter();
new NodeTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] }).register();
registerInstrumentations({ instrumentations: [new HttpInstrumentation()] });
if (way === "require") createRequire(import.meta.url)("node:http");

const { createClient, UploadsApi } = await load();
const [uploads, unreachable] = [baseUrl, deadUrl].map(
  (url) => new UploadsApi(createClient({ apiKey: "sk-test", baseUrl: url, maxRetries: 0 })),
);
const data = new Blob([new Uint8Array(1 << 20)]);
const controller = new AbortController();
const { signal } = controller;
await Promise.allSettled([
  uploads?.addUploadPart("received", { data }),
  uploads?.addUploadPart("refused", { data }),
  unreachable?.cancelUpload("lost"),
  uploads?.addUploadPart("aborted", { data }, { signal, onSent: () => controller.abort() }),
]);
// Spans end with the connection, which may be after the call.
await new Promise((resolve) => setTimeout(resolve, 50));

const spans = exporter.getFinishedSpans().map((span) => ({
  method: span.attributes["http.request.method"],
  url: span.attributes["url.full"],
  status: span.attributes["http.response.status_code"],
  isError: span.status.code === SpanStatusCode.ERROR,
  sentAs: `00-${span.spanContext().traceId}-${span.spanContext().spanId}-01`,
}));
console.log(JSON.stringify(spans));
