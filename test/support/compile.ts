export { compile } from "../../generator/corpus/compile.ts";
