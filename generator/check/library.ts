import ts from "typescript";

/**
 * All that emitted types use of the standard library and of the runtime, as a library of its own: the real DOM library
 * takes several times longer than everything else. Types that are only compared by name have a property of that name,
 * so that no other type can pass for them.
 */
const library = `
interface Array<T> { readonly length: number; [index: number]: T; concat(other: T[]): T[] }
interface ReadonlyArray<T> { readonly length: number; readonly [index: number]: T }
interface Boolean { valueOf(): boolean }
interface CallableFunction extends Function {}
interface Function { readonly name: string }
interface IArguments { readonly length: number }
interface NewableFunction extends Function {}
interface Number { valueOf(): number }
interface Object { valueOf(): Object }
interface RegExp { readonly source: string }
interface String { valueOf(): string }
type Exclude<T, U> = T extends U ? never : T;
type Extract<T, U> = T extends U ? T : never;
type NonNullable<T> = T & {};
type Omit<T, K extends keyof any> = Pick<T, Exclude<keyof T, K>>;
type Partial<T> = { [P in keyof T]?: T[P] };
type Pick<T, K extends keyof T> = { [P in K]: T[P] };
type Record<K extends keyof any, T> = { [P in K]: T };
type Required<T> = { [P in keyof T]-?: T[P] };
interface Uint8Array { readonly "a Uint8Array": true }
interface AsyncIterable<T> { readonly "each item": T }
interface Promise<T> { readonly "a Promise": T }
interface Blob { readonly "a Blob": true }
interface ReadableStream<T> { readonly "a ReadableStream": T }
interface BinaryInput { readonly "a BinaryInput": true }
`;

/** Types of that library that are compared by name and not looked into. */
export const opaqueTypes: ReadonlySet<string> = new Set([
  "BinaryInput",
  "Blob",
  "ReadableStream",
  "Uint8Array",
]);

const libraryPath = "/library.d.ts";

const options: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  allowImportingTsExtensions: true,
  noLib: true,
  noEmit: true,
  types: [],
  strict: true,
  exactOptionalPropertyTypes: true,
};

/**
 * Compiles emitted types against that library.
 *
 * @param sources All that can be imported, by absolute paths.
 * @param roots The paths to begin with.
 */
export function programOf(
  sources: ReadonlyMap<string, ts.SourceFile>,
  roots: readonly string[] = [...sources.keys()],
): ts.Program {
  const parsed = ts.createSourceFile(libraryPath, library, ts.ScriptTarget.ES2022);
  const host = hostFor(new Map([...sources, [libraryPath, parsed]]));
  return ts.createProgram([libraryPath, ...roots], options, host);
}

function hostFor(files: ReadonlyMap<string, ts.SourceFile>): ts.CompilerHost {
  return {
    fileExists: (path) => files.has(path),
    readFile: (path) => files.get(path)?.text,
    getSourceFile: (path) => files.get(path),
    getDefaultLibFileName: () => libraryPath,
    writeFile: () => undefined,
    getCurrentDirectory: () => "/",
    getCanonicalFileName: (path) => path,
    useCaseSensitiveFileNames: () => true,
    getNewLine: () => "\n",
  };
}
