import type { Plan } from "./rounds.ts";

export function toNumber(option: string, text: string, least = Number.MIN_VALUE): number {
  const value = Number(text);
  if (!(value >= least))
    throw new Error(`--${option} must be a number ${least ? "above 0" : "from 0 up"}, got ${text}`);
  return value;
}

/** The plans with the rows that are wanted, all unless `only` names some, separated by commas. */
export function choose<P extends Plan>(plans: readonly P[], only: string | undefined): P[] {
  if (only === undefined) return [...plans];
  const wanted = only.split(",");
  const names = new Set(plans.flatMap(({ subjects }) => subjects.map(({ name }) => name)));
  const unknown = wanted.find((name) => !names.has(name));
  if (unknown !== undefined)
    throw new Error(`--only: ${unknown} is none of ${[...names].join(", ")}`);
  return plans
    .map((plan) => ({
      ...plan,
      subjects: plan.subjects.filter(({ name }) => wanted.includes(name)),
    }))
    .filter(({ subjects }) => subjects.length > 0);
}
