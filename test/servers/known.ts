/** A cell of the table that is not right. */
export interface Known {
  /**
   * `told`: the generator says so, by a warning that has these words, or by refusing the operation; `wrong`: it says
   * nothing.
   */
  readonly verdict: "told" | "wrong";
  readonly why: string;
  /** Words of the warning or the refusal. */
  readonly words?: string;
}

/** Which cells are not right, by server and operation. The test fails, too, when one of them becomes right. */
export const known: Readonly<Record<string, Readonly<Record<string, Known>>>> = {};
