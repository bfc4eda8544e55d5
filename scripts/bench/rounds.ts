import type { Row, Subject, Table } from "./report.ts";

/** By the figure's id; undefined where nothing is to be known. */
export type Values = Readonly<Record<string, number | undefined>>;

/** A way to be measured: with the package that is built here, or with another checkout's. */
export interface Turn {
  readonly name: string;
  readonly isCompared: boolean;
}

export interface Plan extends Omit<Table, "rows"> {
  readonly subjects: readonly Subject[];
}

/** Measures all ways in turn, `runs` times, so that what else the machine does falls on all of them. */
export async function measureInTurn(
  { subjects, ...plan }: Plan,
  { runs, compared }: { runs: number; compared: string | undefined },
  measure: (turn: Turn) => Promise<Values>,
): Promise<Table> {
  const rows = subjects.flatMap((subject) => toRows(subject, compared));
  for (let run = 1; run <= runs; run++) {
    for (const { turn, row } of rows) {
      tell(`${plan.title}, run ${run} of ${runs}: ${row.title}`);
      for (const [id, value] of Object.entries(await measure(turn))) {
        // More digits would only look exact.
        if (value !== undefined) (row.values[id] ??= []).push(Number(value.toPrecision(5)));
      }
    }
  }
  tell("");
  return { ...plan, rows: rows.map(({ row }) => row) };
}

/** In one line, each time over what it said before. */
function tell(text: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r${text.padEnd(120)}\r`);
}

interface Measured {
  readonly turn: Turn;
  readonly row: Row & { readonly values: Record<string, number[]> };
}

/** The way itself and, if another checkout is compared, that one's. */
function toRows(subject: Subject, compared: string | undefined): Measured[] {
  const { name, title, against } = subject;
  if (compared === undefined || !subject.isOurs)
    return [{ turn: { name, isCompared: false }, row: { ...subject, values: {} } }];
  const other = `${name}@${compared}`;
  return [
    {
      turn: { name, isCompared: false },
      row: { ...subject, against: { ...against, [compared]: other }, values: {} },
    },
    {
      turn: { name, isCompared: true },
      row: {
        ...subject,
        name: other,
        title: `${title}, ${compared}`,
        inChart: false,
        values: {},
      },
    },
  ];
}
