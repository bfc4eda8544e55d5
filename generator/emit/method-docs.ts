import type { Operation, Service } from "../api-model.ts";
import { isCallable } from "../server-url.ts";
import { commentText } from "../text.ts";

export function classText({ className, description, variableName }: Service): string {
  const example = `const ${variableName} = new ${className}(createClient({ apiKey }));`;
  const text = description === undefined ? "" : `${commentText(description)}\n\n`;
  return `\n${text}@example\n${example}`;
}

/** Summary, description, the endpoint, its server if it has one of its own, and a line for each argument. */
export function methodText(operation: Operation): string {
  const { summary, description, httpMethod, path, server, pathParameters, body, deprecated } =
    operation;
  const texts = [summary, description === summary ? undefined : description].flatMap((text) =>
    text === undefined ? [] : [commentText(text)],
  );
  const paragraphs = [...texts, `\`${httpMethod} ${commentText(path)}\``];
  if (server !== undefined) paragraphs.push(serverText(server));
  if (operation.result.decoding === "items") paragraphs.push(itemsText);
  const tags = pathParameters.flatMap((parameter) =>
    tagOf(parameter.argumentName, parameter.description),
  );
  tags.push(...tagOf("body", body?.description));
  if (deprecated) tags.push("@deprecated");
  return `\n${paragraphs.join("\n\n")}${tags.length > 0 ? `\n\n${tags.join("\n")}` : ""}`;
}

const itemsText =
  "Items are given as they arrive, to a single `for await` loop; leaving it ends the request. A connection that breaks is " +
  "an error there, and is not made again.";

function serverText(server: string): string {
  const url = commentText(server).replace(/\s+/g, " ");
  const wanted = isCallable(server) ? "that has this `baseUrl`" : "whose `baseUrl` is its real URL";
  return `Its server is \`${url}\`: call it with a client ${wanted}.`;
}

function tagOf(name: string, description: string | undefined): string[] {
  return description === undefined ? [] : [`@param ${name} - ${commentText(description)}`];
}
