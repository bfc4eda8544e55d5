import type { Api, Operation, Service } from "../api-model.ts";
import { methodAnchors } from "./method-anchors.ts";

/** Where everything is described, relative to `docs`. */
export interface Pages {
  /** Class name → `UploadsApi.md`. */
  readonly classes: ReadonlyMap<string, string>;
  /** Model name → `Upload.md`. */
  readonly models: ReadonlyMap<string, string>;
  /** Operation → `UploadsApi.md#createupload`. */
  readonly methods: ReadonlyMap<Operation, string>;
}

/**
 * Gives every class and model a page of its name. Where a file system that ignores case would take two for one, the
 * later one gets a number; with its hyphen it is no third one's name.
 */
export function pagesOf({ services, models }: Api): Pages {
  const taken = new Set<string>();
  const classes = new Map(
    services.map(({ className }) => [className, claimPage(className, taken)]),
  );
  return {
    classes,
    models: new Map(models.map(({ name }) => [name, claimPage(name, taken)])),
    methods: new Map(
      services.flatMap((service) => methodLinks(service, classes.get(service.className))),
    ),
  };
}

function claimPage(name: string, taken: Set<string>): string {
  let page = name;
  for (let count = 2; taken.has(fold(page)); count++) page = `${name}-${count}`;
  taken.add(fold(page));
  return `${page}.md`;
}

function fold(name: string): string {
  return name.normalize("NFKC").toLowerCase();
}

function methodLinks(service: Service, page = ""): (readonly [Operation, string])[] {
  const anchors = methodAnchors(service);
  return service.operations.map((operation, index) => [
    operation,
    `${page}#${anchors[index] ?? ""}`,
  ]);
}
