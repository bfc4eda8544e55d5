import type { Api, Operation, Service } from "../api-model.ts";

/** A method that has to do with a model. */
export interface ModelUse {
  readonly service: Service;
  readonly operation: Operation;
}

/** The methods that take or return one model, in document order. */
export interface ModelUses {
  readonly takenBy: ModelUse[];
  readonly returnedBy: ModelUse[];
}

/** By model name. A model that is only part of another one is not taken or returned itself. */
export function modelUses({ services }: Api): ReadonlyMap<string, ModelUses> {
  const found = new Map<string, ModelUses>();
  const add = (model: string, list: keyof ModelUses, use: ModelUse): void => {
    const uses = found.get(model) ?? { takenBy: [], returnedBy: [] };
    uses[list].push(use);
    found.set(model, uses);
  };
  for (const service of services) {
    for (const operation of service.operations) {
      for (const model of modelsTaken(operation)) add(model, "takenBy", { service, operation });
      for (const model of operation.result.documentedType.models) {
        add(model, "returnedBy", { service, operation });
      }
    }
  }
  return found;
}

function modelsTaken({ pathParameters, body, otherParameters }: Operation): Set<string> {
  const parts = [...pathParameters, ...(body === undefined ? [] : [body]), ...otherParameters];
  return new Set(parts.flatMap(({ documentedType }) => documentedType.models));
}
