import { exports } from "./exports.ts";
import { keywords } from "./keywords.ts";
import { leftovers } from "./leftovers.ts";
import { mediaTypes } from "./media-types.ts";
import { methods } from "./methods.ts";
import { parts } from "./parts.ts";
import { properties } from "./properties.ts";
import { security } from "./security.ts";
import { serialisation } from "./serialisation.ts";
import { servers } from "./servers.ts";
import { texts } from "./texts.ts";
import { unions } from "./unions.ts";
import { values } from "./values.ts";
import { webhooks } from "./webhooks.ts";
import type { Case } from "../support/case.ts";

/** All of them, for judges that look at the whole client. */
export const cases: readonly Case[] = [
  ...exports,
  ...keywords,
  ...leftovers,
  ...mediaTypes,
  ...methods,
  ...parts,
  ...properties,
  ...security,
  ...serialisation,
  ...servers,
  ...texts,
  ...unions,
  ...values,
  ...webhooks,
];
