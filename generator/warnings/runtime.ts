import type { Api } from "../api-model.ts";
import { operationsIn } from "../load/operations.ts";
import type { RuntimeFile } from "../load/runtime.ts";

/**
 * Warnings of methods that the runtime calls and no class has any more: an interface whose name ends with `Operations`
 * lists them. Their types are left to the compiler, which takes longer than all of generating.
 *
 * @param file Names the document.
 */
export function runtimeWarnings(
  { services }: Api,
  file: string,
  runtime: readonly RuntimeFile[],
): string[] {
  const classes = services.map(({ className, operations }) => ({
    className,
    methods: new Set(operations.map(({ methodName }) => methodName)),
  }));
  return runtime.flatMap(operationsIn).flatMap(({ name, path, methods }) => {
    const [nearest = { className: "", missing: methods }] = classes
      .map((one) => ({ ...one, missing: methods.filter((method) => !one.methods.has(method)) }))
      .sort((one, other) => one.missing.length - other.missing.length);
    const { className, missing } = nearest;
    if (missing.length === 0) return [];
    const lacking =
      className === "" ? "there is no class" : `${className} has no ${missing.join(", ")}`;
    return [
      `${file}: ${lacking}, but generator/runtime/${path} calls it as ${name}\n` +
        "  Keep the operationId with the overlay action that npm run spec:pull prints, or follow the change there: " +
        "npm run check:types says where.\n",
    ];
  });
}
