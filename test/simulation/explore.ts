import fc, { type RunDetails } from "fast-check";
import { misbehavingScenarios, scenarios, type Scenario } from "./scenario.ts";
import { simulate } from "./simulate.ts";

export interface Exploration {
  readonly runs: number;
  readonly seed: number;
  /** Where in the seed's tree of scenarios to begin, as a failure names it. */
  readonly path?: string | undefined;
  /** Whether to look for the smallest scenario that fails. @default true */
  readonly shrink?: boolean | undefined;
  /** Whether the caller's own code misbehaves in every scenario. @default false */
  readonly misbehaving?: boolean | undefined;
  /** Told before each scenario. */
  readonly onRun?: ((scenario: Scenario) => void) | undefined;
}

/** Simulates one scenario after the other until one breaks a promise. */
export function explore({
  runs,
  seed,
  path,
  shrink = true,
  misbehaving = false,
  onRun,
}: Exploration): Promise<RunDetails<[Scenario]>> {
  const property = fc.asyncProperty(
    misbehaving ? misbehavingScenarios : scenarios,
    async (scenario) => {
      onRun?.(scenario);
      await simulate(scenario);
    },
  );
  return fc.check(property, {
    numRuns: runs,
    seed,
    endOnFailure: !shrink,
    ...(path === undefined ? {} : { path }),
  });
}

/** What a failure was, in the smallest scenario that has it, and how to see it again. */
export function report(
  {
    failed,
    counterexample,
    counterexamplePath,
    errorInstance,
    seed,
    numRuns,
  }: RunDetails<[Scenario]>,
  { misbehaving = false }: Pick<Exploration, "misbehaving"> = {},
): string {
  if (!failed) return `seed ${seed}: every promise held in ${numRuns} simulated uploads`;
  const scenario = JSON.stringify(counterexample?.[0], null, 2);
  const flag = misbehaving ? "--misbehaving " : "";
  const command = `npm run simulate -- ${flag}--seed ${seed} --path ${counterexamplePath ?? ""}`;
  return `${String(errorInstance)}\n${scenario}\nReplay: ${command}`;
}
