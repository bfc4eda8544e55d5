import type { Api, Operation, Service } from "../api-model.ts";
import type { Exported } from "./exports.ts";

/** Where everything is described, relative to `docs`. */
export interface Pages {
  /** Class name → `UploadsApi.md`. */
  readonly classes: ReadonlyMap<string, string>;
  /** Model name → `Upload.md`. */
  readonly models: ReadonlyMap<string, string>;
  /** Operation → `UploadsApi.md#createupload`. */
  readonly methods: ReadonlyMap<Operation, string>;
  /** Of hand-written code, in the order in which a reader wants them. */
  readonly runtime: readonly RuntimePage[];
  /** Name that hand-written code exports → `Errors.md#apierror`. */
  readonly names: ReadonlyMap<string, string>;
}

/** A page of hand-written code. */
export interface RuntimePage {
  readonly title: string;
  readonly file: string;
  /** What is said of it as a whole. */
  readonly text: string;
  readonly exports: readonly Exported[];
}

/**
 * Gives every class and model a page of its name. Where a file system that ignores case would take two for one, the
 * later one gets a number; with its hyphen it is no third one's name.
 */
export function pagesOf({ services, models }: Api, exported: readonly Exported[] = []): Pages {
  const taken = new Set<string>();
  const classes = new Map(
    services.map(({ className }) => [className, claimPage(className, taken)]),
  );
  const modelPages = models.map(({ name }) => [name, claimPage(name, taken)] as const);
  const runtime = runtimePages(exported, taken);
  return {
    classes,
    models: new Map(modelPages),
    methods: new Map(
      services.flatMap((service) => methodLinks(service, classes.get(service.className))),
    ),
    runtime,
    names: new Map(runtime.flatMap(nameLinks)),
  };
}

function runtimePages(exported: readonly Exported[], taken: Set<string>): RuntimePage[] {
  const titles = [...new Set(exported.map(({ page }) => page))];
  return titles.map((title) => {
    const exports = exported.filter(({ page }) => page === title);
    const [text = ""] = exports.flatMap(({ pageText }) => pageText ?? []);
    return { title, file: claimPage(title, taken), text, exports: sameNamesTogether(exports) };
  });
}

/** The form for Node next to the one for all platforms. */
function sameNamesTogether(exports: readonly Exported[]): Exported[] {
  const names = [...new Set(exports.map(({ name }) => name))];
  return names.flatMap((name) => exports.filter((it) => it.name === name));
}

/** To the top of the page where it is called so. */
function nameLinks({ title, file, exports }: RuntimePage): (readonly [string, string])[] {
  // Of two of one name, the first is the one for all platforms.
  return [...exports]
    .reverse()
    .map(({ name }) => [name, name === title ? file : `${file}#${anchorOf(name)}`]);
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

/** The heading over a class's table of methods. */
export const methodsTitle = "Methods";

/** The headings under each method, in the order in which they stand. */
export const methodSections = {
  example: "Example",
  parameters: "Parameters",
  result: "Return type",
  authorization: "Authorization",
  headers: "HTTP request headers",
  responses: "Responses",
} as const;

/** The anchors of a class's methods on its page, as GitHub makes them: it numbers the later ones of equal headings. */
export function methodAnchors({ className, operations }: Service): string[] {
  const taken = new Set<string>();
  claimAnchor(className, taken);
  claimAnchor(methodsTitle, taken);
  return operations.map(({ methodName }) => {
    const anchor = claimAnchor(methodName, taken);
    for (const title of Object.values(methodSections)) claimAnchor(title, taken);
    return anchor;
  });
}

function claimAnchor(heading: string, taken: Set<string>): string {
  const plain = anchorOf(heading);
  let anchor = plain;
  for (let count = 1; taken.has(anchor); count++) anchor = `${plain}-${count}`;
  taken.add(anchor);
  return anchor;
}

function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}\p{Pc} -]/gu, "")
    .replace(/ /g, "-");
}
