import ts from "typescript";
import type { Api } from "../api-model.ts";
import { SpecError, type SpecLocation } from "../errors.ts";
import { pointer, type JsonObject } from "../json.ts";
import { keysOfMethod, typeKeyOf } from "../path-item.ts";
import { programOf } from "./library.ts";
import { placeInSchema } from "./place.ts";

/**
 * What is no fault of the types: the runtime and the client are not there (2307), methods have no bodies (2391), and the
 * library is a small one (2304, 2318).
 */
const expected: ReadonlySet<number> = new Set([2304, 2307, 2318, 2391]);

const maxTold = 10;

/** What is checked, and where it comes from. */
export interface Emitted {
  readonly api: Api;
  readonly document: JsonObject;
  /** Names the document in errors. */
  readonly file: string;
  /** The parsed sources by their paths. What methods do is taken out of them. */
  readonly sources: ReadonlyMap<string, ts.SourceFile>;
}

/**
 * Compiles the types that come of a document, of schemas and of methods, against a library of a few lines. What methods do
 * with them is not checked: that takes longer than all else, and follows from how they are emitted.
 *
 * @throws {SpecError} Some don't compile. Its message names where in the document they come from.
 */
export function checkTypes({ api, document, file, sources }: Emitted): void {
  const files = new Map([...sources].map(([path, source]) => [`/${path}`, source]));
  const checked = [...files.keys()].filter((path) => isTyped(path, api));
  for (const path of checked) files.get(path)?.statements.forEach(dropBodies);
  const program = programOf(files, checked);
  const errors = checked
    .flatMap((path) => program.getSemanticDiagnostics(program.getSourceFile(path)))
    .filter(({ code }) => !expected.has(code));
  const byPlace = new Map(
    errors.map(({ messageText, ...error }) => {
      const place = placeOf(error, api, document);
      return [place, ts.flattenDiagnosticMessageText(messageText, " ")] as const;
    }),
  );
  const told = [...byPlace].slice(0, maxTold).map(([place, text]) => ({
    location: { file, pointer: place },
    problem: `its type would not compile: ${text}`,
  }));
  const [first] = told;
  if (first === undefined) return;
  const remedy =
    "Write it in another way in the document, and report it: a document that is valid should lead to a client that compiles.";
  if (told.length === 1) throw new SpecError(first.location, first.problem, remedy);
  const lines = told.map(({ location, problem }) => `${location.pointer ?? ""}: ${problem}`);
  const more = byPlace.size - told.length;
  const rest = more > 0 ? [`… and ${more} more`] : [];
  throw new SpecError({ file }, ["some types would not compile", ...lines, ...rest], remedy);
}

function isTyped(path: string, { services }: Api): boolean {
  return (
    path === "/src/schema.ts" ||
    path === "/src/models.ts" ||
    services.some(({ fileName }) => path === `/src/${fileName}.ts`)
  );
}

function dropBodies(statement: ts.Statement): void {
  if (!ts.isClassDeclaration(statement)) return;
  for (const member of statement.members)
    if (ts.isMethodDeclaration(member)) Object.assign(member, { body: undefined });
}

/** Where the document says what an error is about. */
function placeOf(
  { file, start = 0 }: Pick<ts.Diagnostic, "file" | "start">,
  { services, models }: Api,
  document: JsonObject,
): SpecLocation["pointer"] {
  if (!file) return undefined;
  const statement = file.statements.find(({ pos, end }) => pos <= start && start < end);
  if (statement && ts.isClassDeclaration(statement)) {
    const member = statement.members.find(({ pos, end }) => pos <= start && start < end);
    const operation = services
      .find(({ className }) => className === statement.name?.text)
      ?.operations.find(({ methodName }) => methodName === member?.name?.getText(file));
    return (
      operation &&
      pointer("paths", operation.path, ...keysOfMethod(typeKeyOf(operation.httpMethod)))
    );
  }
  if (file.fileName === "/src/schema.ts") return placeInSchema(file, start, document);
  const name = statement && ts.isTypeAliasDeclaration(statement) ? statement.name.text : "";
  const model = models.find((candidate) => candidate.name === name);
  return model && pointer("components", "schemas", model.key);
}
