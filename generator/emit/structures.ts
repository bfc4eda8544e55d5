/*
 * What a source file is made of, as far as the emitters need it. Names are identifiers that `names.ts` made; types,
 * initializers and statements are code already; texts for comments went through `commentText`.
 */

export type Structure =
  | ImportStructure
  | ExportAllStructure
  | TypeAliasStructure
  | ConstantStructure
  | FunctionStructure
  | ClassStructure
  | InterfaceStructure;

export interface ImportStructure {
  readonly kind: "import";
  readonly moduleSpecifier: string;
  readonly isTypeOnly?: boolean;
  readonly namedImports: readonly NamedImport[];
}

export interface NamedImport {
  readonly name: string;
  readonly isTypeOnly?: boolean;
}

export interface ExportAllStructure {
  readonly kind: "exportAll";
  readonly moduleSpecifier: string;
}

export interface TypeAliasStructure {
  readonly kind: "typeAlias";
  readonly name: string;
  readonly type: string;
}

export interface ConstantStructure {
  readonly kind: "constant";
  readonly name: string;
  readonly type?: string;
  readonly initializer: string;
  readonly isExported?: boolean;
  readonly docs?: string;
}

/** A function, a method, a method's signature or a constructor. */
export interface CallableStructure {
  readonly name: string;
  readonly parameters: readonly ParameterStructure[];
  readonly returnType?: string;
  /** Absent for a signature. */
  readonly statements?: string;
  readonly docs?: string;
}

export interface ParameterStructure {
  readonly name: string;
  readonly type: string;
  readonly isOptional?: boolean;
}

export interface FunctionStructure extends CallableStructure {
  readonly kind: "function";
}

export interface ClassStructure {
  readonly kind: "class";
  readonly name: string;
  readonly docs: string;
  /** Such as `readonly #client: Client`. */
  readonly properties: readonly string[];
  readonly members: readonly CallableStructure[];
}

export interface InterfaceStructure {
  readonly kind: "interface";
  readonly name: string;
  readonly methods: readonly CallableStructure[];
}
