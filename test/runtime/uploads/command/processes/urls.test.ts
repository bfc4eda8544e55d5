import { expect, test } from "vitest";
import { serveContent } from "../../node/url-server.ts";
import { server, useCommand, workplace } from "../support/workplace.ts";

const command = useCommand();
const upload = ["upload", "--purpose", "fine-tune"];
const signature = "X-Amz-Signature=canary-0123456789";

test("a URL is uploaded, under its name", async () => {
  const running = await serveContent();
  const served = await server();
  const place = await workplace(command.path(), served, {});
  const { code, stdout } = await place.run([...upload, running.url]);
  const file = served.file(stdout.trim());
  expect([code, file?.name, file?.size]).toEqual([0, "a.jsonl", running.served.content.length]);
});

test("a signed URL comes from standard input, and its query is not printed", async () => {
  const running = await serveContent();
  const served = await server();
  const place = await workplace(command.path(), served, {});
  const input = Buffer.from(`${running.url}?${signature}\n`);
  const { code, stdout, stderr } = await place.run([...upload, "--urls-from", "-"], input);
  expect([code, served.file(stdout.trim())?.name]).toEqual([0, "a.jsonl"]);
  expect(running.requests[0]?.url).toContain(signature);
  expect(stdout + stderr).not.toContain("canary");
});

test("or from a variable, which is what continues", async () => {
  const running = await serveContent();
  running.served.odd = (_, response) => {
    response.writeHead(403).end();
    return true;
  };
  const served = await server();
  const SIGNED = `${running.url}?${signature}`;
  const place = (await workplace(command.path(), served, {})).with({ SIGNED });
  const { code, stdout, stderr } = await place.run([...upload, "--urls-from", "SIGNED"]);
  expect(code).toBe(1);
  expect(stderr).toContain(`${running.url}: failed: GET ${running.url}: status 403`);
  expect(stderr).toContain("--urls-from SIGNED");
  expect(stdout + stderr).not.toContain("canary");
});

test.each([
  ["a signature", `?${signature}`, /other users can read a signature.*use --urls-from/],
  ["the same twice", "", /is named twice; name it once/],
])("%s among the arguments is refused", async (_, query, want) => {
  const { url } = await serveContent();
  const place = await workplace(command.path(), await server(), {});
  const { code, stderr } = await place.run([...upload, url + query, url]);
  expect(code).toBe(2);
  expect(stderr).toMatch(want);
  expect(stderr).not.toContain("canary");
});

test("what would be sent is told of a URL, too", async () => {
  const { url } = await serveContent();
  const place = await workplace(command.path(), await server(), {});
  const { stdout } = await place.run([...upload, "--dry-run", url]);
  expect(stdout).toContain(`${url}: 100 kB as a.jsonl (text/jsonl) for fine-tune in 1 part`);
});
