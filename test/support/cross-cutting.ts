/**
 * Tests that have no source of their name, and why: what they are about is done by several sources together, or is none
 * of the generator's. A folder ends in a slash and stands for all tests in it that have no source.
 */
export const crossCutting: Readonly<Record<string, string>> = {
  // The whole repository.
  "browser-bundle.test.ts": "What a bundler takes in of the package, entry by entry.",
  "diff-locality.test.ts":
    "How many lines of the package a typical change of the document touches.",
  "docs.test.ts": "That examples in READMEs and pages compile, and that links lead somewhere.",
  "freshness.test.ts": "That generated/ is what the generator makes today.",
  "spec.test.ts": "That spec/uploads.yaml is valid, and says what upstream says.",
  "terminal-text.test.ts": "That no text of others reaches a terminal as it is, from any command.",
  "scripts.test.ts":
    "What every script of package.json does with --help, a wrong option and Ctrl-C.",
  "where-tests-stand.test.ts": "That each test stands where its source does.",
  "bench/": "The scripts in scripts/bench.",
  "docs/backend/": "The code that the guide to a backend shows.",
  "web/": "The page in scripts/demo-web.",
  "documents/": "The scripts in scripts/documents.",
  // Documents, from reading to compiling.
  "full-document.test.ts": "The full OpenAI document, which is the largest.",
  "real-documents.test.ts": "The versions of /uploads that there have been.",
  "scenarios.test.ts": "One intent each: a document, and the sources that come of it.",
  "scenarios-compile.test.ts":
    "The same documents: what comes of them compiles, with the library's types.",
  "openapi-3.2/": "Documents with all that OpenAPI 3.2 added, up to what compiles.",
  "servers/": "Documents as ten servers write them, up to what compiles and what is sent.",
  "corpus/": "What clients of real documents send, and what is emitted for them.",
  "hostile/": "Documents that are out to harm, by every way in.",
  "hostile-texts.test.ts": "As many of those cases as there is time for in npm test.",
  "emit/hostile-texts.test.ts": "Texts that break out of sources and pages, found one by one.",
  "emit/body-fields.test.ts":
    "Names of fields that objects have anyway, from reading to what is sent.",
  "emit/sent-as-typed.test.ts":
    "What compiles by its type is what arrives, from documents to servers.",
  "changes/": "Reports by what has changed; the sources are by what they do.",
  "commands/generate-folders.test.ts": "npm run generate in folders that hold something else.",
  "commands/generate-inputs.test.ts": "npm run generate from what is no file.",
  "commands/generate-pipes.test.ts": "npm run generate from pipes and standard input.",
  "docs/docstrings.test.ts":
    "That the docstrings of what is exported have units, defaults, errors and examples.",
  "files/interrupted.test.ts": "Writing that ends in the middle, at each change of the disk.",
  "files/obstacles.test.ts": "What can stand where a file has to go.",
  // The client that is generated, with its runtime.
  "interop/": "OpenAI's own client, and a validator that reads the document, against ours.",
  "world/": "Other people's mocks, stores, hashes, parsers, browsers and runtimes.",
  "pulled/": "The client that a pull of the full document leads to.",
  "simulation/": "Uploads on a virtual clock, and breaks that the simulation has to find.",
  "crash/": "Uploads of processes that are killed.",
  "exit/": "That a process ends by itself after its last call.",
  "memory/": "That memory does not grow with the file.",
  "runtime/responses.test.ts": "Responses of every kind, up to what a method resolves to.",
  "runtime/collected-signal.test.ts": "Signals that nobody holds, in calls and uploads.",
  "runtime/create-client.test.ts":
    "createClient, which is emitted: its options and the environment.",
  "runtime/ending.test.ts": "Ending, of abort.ts; abort.test.ts has what an abort does to a call.",
  "runtime/final-responses.test.ts": "Responses that no further attempt could change.",
  "runtime/key.test.ts": "Where the key comes from, and what is told of one that can't be sent.",
  "runtime/limits.test.ts": "How much of a response is read, and for how long.",
  "runtime/middleware.test.ts": "openapi-fetch's middleware and raw calls over our client.",
  "runtime/multipart-refusals.test.ts": "Fields that can't be sent, refused before a byte is.",
  "runtime/no-request.test.ts": "Mistakes that are told before there is a request.",
  "runtime/odd-responses.test.ts": "Responses of no known form, as far as errors go.",
  "runtime/redirects.test.ts": "Redirects, over every transport.",
  "runtime/retried-bodies.test.ts": "What a further attempt sends.",
  "runtime/secrets-of.test.ts":
    "Which parts of a call are secret; secrets.test.ts has where they must not be.",
  "runtime/stall.test.ts": "stallTimeout, over every transport.",
  "runtime/uploads/command/parts.test.ts": "What of the command is too small for a file of tests.",
  "runtime/uploads/command/processes/": "The built command, in processes and terminals of its own.",
  "runtime/timeout.test.ts": "timeout, from the call to the end of the response.",
  "runtime/node/abort.test.ts": "Aborts over node:http, at each moment.",
  "runtime/node/early-response.test.ts": "Responses that come before the body is sent.",
  "runtime/node/give-back.test.ts": "When memory that a socket was given may be used again.",
  "runtime/node/mistakes.test.ts": "Settings of TLS and proxies that can't work.",
  "runtime/node/small-calls.test.ts": "Calls without a file, over node:http.",
  "runtime/node/tls.test.ts": "Certificates and agents.",
  "runtime/uploads/":
    "uploadFile's promises by what happens: many sources keep each of them together.",
  "runtime/uploads/node/no-md5.test.ts": "Uploads where Node was built without md5.",
  "runtime/uploads/node/strange-disks.test.ts": "File systems that read short, or fail.",
  "runtime/uploads/testing/": "The test server's promises; its sources are steps of one request.",
};
