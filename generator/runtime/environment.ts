interface Globals {
  readonly process?: { readonly env?: Readonly<Record<string, string | undefined>> };
  readonly Deno?: {
    readonly permissions?: {
      querySync(of: { name: "env"; variable: string }): { readonly state: string };
    };
  };
}

/**
 * An environment variable in Node, Bun or Deno, trimmed. Undefined if it is empty, if the runtime has none, or if Deno
 * has no permission to read it: we don't ask for one.
 */
export function environmentVariable(name: string): string | undefined {
  const { process, Deno } = globalThis as Globals;
  // Reading it would throw, or prompt.
  const permission = Deno?.permissions?.querySync({ name: "env", variable: name });
  if ((permission?.state ?? "granted") !== "granted") return undefined;
  return process?.env?.[name]?.trim() || undefined;
}
