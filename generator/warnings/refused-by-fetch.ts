import type { Api, Operation } from "../api-model.ts";
import { listed } from "./listed.ts";

/**
 * Warnings of methods whose requests fetch refuses, wherever it runs: those with a body by GET or HEAD, and those by
 * CONNECT, TRACE and TRACK (Fetch Standard, "new Request" and "forbidden method").
 *
 * @param file Names the document.
 */
export function fetchWarnings(api: Api, file: string): string[] {
  return [...bodyWarnings(api, file), ...methodWarnings(api, file)];
}

function bodyWarnings(api: Api, file: string): string[] {
  const names = namesOf(
    api,
    ({ body, httpMethod }) => body !== undefined && /^(?:get|head)$/i.test(httpMethod),
  );
  if (names.length === 0) return [];
  const [have, them, they] =
    names.length === 1 ? ["has", "it", "it takes"] : ["have", "them", "they take"];
  return [
    `${file}: ${listed(names)} ${have} a body, which fetch refuses to send with GET and HEAD\n` +
      `  Call ${them} without one where it is optional. If the server reads none, drop it by an overlay (--overlay FILE) with the action ` +
      `{ target: "$.paths.*['get','head'].requestBody", remove: true }; else ${they} another HTTP client\n`,
  ];
}

function methodWarnings(api: Api, file: string): string[] {
  return ["CONNECT", "TRACE", "TRACK"].flatMap((method) => {
    const names = namesOf(api, ({ httpMethod }) => httpMethod.toUpperCase() === method);
    if (names.length === 0) return [];
    const isOne = names.length === 1;
    return [
      `${file}: ${listed(names)} ${isOne ? "is" : "are"} sent by ${method}, which fetch refuses\n` +
        `  Call ${isOne ? "it" : "them"} with another HTTP client, or remove the operation${isOne ? "" : "s"} by an overlay (--overlay FILE)\n`,
    ];
  });
}

function namesOf({ services }: Api, isMeant: (operation: Operation) => boolean): string[] {
  return services.flatMap(({ className, operations }) =>
    operations.filter(isMeant).map(({ methodName }) => `${className}.${methodName}`),
  );
}
