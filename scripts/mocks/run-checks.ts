/** What the programs do: all checks, one after the other, and a report as JSON. */
import assert from "node:assert/strict";
import {
  check,
  checkComingAndGoing,
  checkLettingThrough,
  checks,
  announced,
  uploadsOf,
  type Entries,
  type Way,
} from "../../test/world/mocks/checks.ts";
import type { Mock } from "../../test/world/mocks/mock.ts";
import { startProxy } from "../../test/world/mocks/proxy.ts";
import { startRealServer } from "../../test/world/mocks/real-server.ts";
import { checkUrlSource, type Serve } from "../../test/world/mocks/url-source-check.ts";

/** The name of each check, and "ok" or what went wrong. */
export type Report = Record<string, string>;

/** Milliseconds for a check. */
const patience = 10_000;

const report: Report = {};
const unhandled = (error: unknown) => (report.process = `unhandled: ${String(error)}`);
process.on("uncaughtException", unhandled).on("unhandledRejection", unhandled);

async function note(name: string, run: () => Promise<void>): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<string>((resolve) => {
    timer = setTimeout(resolve, patience, `not within ${patience / 1000} s`);
  });
  const done = run().then(
    () => "ok",
    (error: unknown) => String(error),
  );
  report[name] = await Promise.race([done, late]);
  clearTimeout(timer);
}

/** Whether what a mock serves behind URLs is read from there. To be called before the other checks, which end the process. */
export async function readUrls(library: Entries["node:http"], serve: Serve): Promise<void> {
  for (const scheme of ["http", "https"] as const)
    await note(`what is served over ${scheme} is read by urlSource`, () =>
      checkUrlSource(library, scheme, serve),
    );
}

/** `restorable` are the ways on which the mock takes over from connections that are open. @default all */
export async function runChecks(
  entries: Entries,
  mock: Mock,
  ways: readonly Way[],
  restorable = ways,
): Promise<void> {
  for (const way of ways) {
    const library = entries[way];
    for (const name of Object.keys(checks))
      await note(`over ${way}, ${name}`, () => check(name, library, mock));
    if (mock.letThrough)
      await note(`over ${way}, what the mock reads and lets through stays as it is`, () =>
        checkLettingThrough(library, mock),
      );
  }
  for (const way of restorable)
    await note(`over ${way}, a client lives through the mock's coming and going`, () =>
      checkComingAndGoing(entries[way], mock),
    );
  tell();
}

/** Whether what goes over `node:http` goes through the proxy that `settings` name. */
export async function runThroughProxy(
  library: Entries["node:http"],
  settings: { HTTP_PROXY: string | null },
): Promise<void> {
  const proxy = await startProxy();
  const real = await startRealServer();
  settings.HTTP_PROXY = proxy.url;
  await note("a call goes through the proxy", async () => {
    const uploads = uploadsOf(library, real.baseUrl);
    assert.deepEqual(await uploads.createUpload(announced), { id: "real" });
    assert.deepEqual(proxy.forwarded, [`${real.baseUrl}/uploads`]);
  });
  real.close();
  proxy.close();
  tell();
}

function tell(): void {
  console.log(JSON.stringify(report));
  // Mocks that were told to be silent still wait.
  process.exit();
}
