import { announced, describe, key, must, type Context, type Outcome } from "./context.ts";

/** Where there is an environment, what is left out comes from there. */
export async function environment({ library, setting }: Context): Promise<Outcome> {
  const { env } = (globalThis as { process?: NodeJS.Process }).process ?? {};
  if (!env) {
    const made = Promise.resolve().then(() => library.createClient());
    const error = await made.catch((error: unknown) => error);
    must(/OPENAI_API_KEY/.test(String(error)), describe(error));
    return "ok";
  }
  Object.assign(env, { OPENAI_API_KEY: key, OPENAI_BASE_URL: `${setting.origin}/v1` });
  const { id } = await new library.UploadsApi(library.createClient()).createUpload(announced);
  must(id.startsWith("upload"), `the Upload is ${id}`);
  return "ok";
}
