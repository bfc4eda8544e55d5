import {
  client,
  inParts,
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
