import { contentSize } from "../content.ts";
import {
  client,
  common,
  inParts,
  isFetchAlone,
  isReceived,
  must,
  type Context,
  type NodeLibrary,
  type Outcome,
} from "./context.ts";

type Input = Parameters<NodeLibrary["uploadFile"]>[1];

/** A whole upload: the File at the server is the content, and progress goes up to all of it. */
export async function uploads(context: Context, input: Input): Promise<Outcome> {
  const { library } = context;
  const seen: number[] = [];
  // The portable one is given no paths.
  const { uploadFile } = library as NodeLibrary;
  const { file } = await uploadFile(client(context), input, {
    ...inParts,
    onProgress: ({ bytesSent, bytesTotal }) => seen.push(bytesSent / bytesTotal),
  });
  must(seen.at(-1) === 1, `progress ends at ${seen.at(-1)}`);
  must(
    seen.every((share, at) => share >= (seen[at - 1] ?? 0)),
    `progress goes back: ${seen.join(" ")}`,
  );
  await isReceived(context, file.id);
  return "ok";
}

/** A slow part is seen to move on. */
export async function progress(context: Context): Promise<Outcome> {
  if (isFetchAlone(context)) return "-";
  const { library, content } = context;
  const seen = new Set<number>();
  await library.uploadFile(client(context, "slow"), new Blob([content]), {
    ...common,
    partSize: contentSize,
    md5: false,
    onProgress: ({ bytesSent }) => seen.add(bytesSent),
  });
  must(seen.size > 5, `progress is told ${seen.size} times: ${[...seen].join(" ")}`);
  return "ok";
}
