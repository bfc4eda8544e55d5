// Hand-written. Copied from generator/runtime/environment.ts; edit it there.
interface Globals {
  readonly process?: { readonly env?: Readonly<Record<string, string | undefined>> };
  readonly Deno?: {
    readonly permissions?: {
      querySync(of: { name: "env"; variable: string }): { readonly state: string };
    };
  };
}

/**
 * An environment variable of Node, Bun or Deno, without white space around it. Undefined where it is empty, where
 * there are none, and where Deno has not been allowed to read it: it is not asked for.
 */
export function environmentVariable(name: string): string | undefined {
  const { process, Deno } = globalThis as Globals;
  // Reading it would throw, or prompt.
  const permission = Deno?.permissions?.querySync({ name: "env", variable: name });
  if ((permission?.state ?? "granted") !== "granted") return undefined;
  return process?.env?.[name]?.trim() || undefined;
}
