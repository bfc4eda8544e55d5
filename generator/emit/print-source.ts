import type {
  CallableStructure,
  ClassStructure,
  ConstantStructure,
  ImportStructure,
  Structure,
} from "./structures.ts";

/**
 * Prints structures as the text of one source file, for prettier to lay out. A blank line separates statements of
 * different kinds, and stands first: a header goes in front.
 */
export function printSource(structures: readonly Structure[]): string {
  return structures
    .map((structure, index) => {
      const isFirst = structure.kind !== structures[index - 1]?.kind;
      return `${isFirst ? "\n" : ""}${printStructure(structure)}\n`;
    })
    .join("");
}

function printStructure(structure: Structure): string {
  switch (structure.kind) {
    case "import":
      return printImport(structure);
    case "exportAll":
      return `export * from ${JSON.stringify(structure.moduleSpecifier)};`;
    case "typeAlias":
      return `export type ${structure.name} = ${structure.type};`;
    case "constant":
      return printConstant(structure);
    case "function":
      return `${printDocs(structure.docs)}export function ${printCallable(structure)}`;
    case "class":
      return printClass(structure);
    case "interface":
      return `interface ${structure.name} {\n${structure.methods.map(printCallable).join("\n")}\n}`;
  }
}

function printImport({ moduleSpecifier, isTypeOnly, namedImports }: ImportStructure): string {
  const names = namedImports.map(({ name, isTypeOnly = false }) =>
    isTypeOnly ? `type ${name}` : name,
  );
  const keyword = isTypeOnly === true ? "import type" : "import";
  return `${keyword} { ${names.join(", ")} } from ${JSON.stringify(moduleSpecifier)};`;
}

function printConstant({ name, type, initializer, isExported, docs }: ConstantStructure): string {
  const annotation = type === undefined ? "" : `: ${type}`;
  const keyword = isExported === true ? "export const" : "const";
  return `${printDocs(docs)}${keyword} ${name}${annotation} = ${initializer};`;
}

function printClass({ name, docs, properties, members }: ClassStructure): string {
  const body = [
    properties.map((property) => `${property};`).join("\n"),
    ...members.map((member) => printDocs(member.docs) + printCallable(member)),
  ];
  return `${printDocs(docs)}export class ${name} {\n${body.join("\n\n")}\n}`;
}

function printCallable(callable: CallableStructure): string {
  const { name, parameters, returnType, statements } = callable;
  const list = parameters.map(
    (parameter) =>
      `${parameter.name}${parameter.isOptional === true ? "?" : ""}: ${parameter.type}`,
  );
  const result = returnType === undefined ? "" : `: ${returnType}`;
  const body = statements === undefined ? ";" : ` {\n${statements}\n}`;
  return `${name}(${list.join(", ")})${result}${body}`;
}

/** On one line, or as a block where the text begins with a line feed. */
function printDocs(text: string | undefined): string {
  if (text === undefined) return "";
  if (!text.startsWith("\n")) return `/** ${text} */\n`;
  return `/**${text.replace(/\n/g, "\n * ").replace(/ +$/gm, "")}\n */\n`;
}
