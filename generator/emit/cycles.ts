/** Nodes, and those that each leads to. */
export type Graph<Node> = ReadonlyMap<Node, Iterable<Node>>;

/** The nodes of a graph from which there is a way back to them, those that reach each other together: Tarjan's algorithm. */
export function cyclesOf<Node>(graph: Graph<Node>): Node[][] {
  const search = new Search(graph);
  for (const node of graph.keys()) search.from(node);
  return search.cycles;
}

interface Visited {
  readonly order: number;
  /** The first of the nodes on the way here that is reached from it. */
  first: number;
  isOpen: boolean;
}

class Search<Node> {
  readonly cycles: Node[][] = [];
  readonly #graph: Graph<Node>;
  readonly #visited = new Map<Node, Visited>();
  readonly #open: Node[] = [];

  constructor(graph: Graph<Node>) {
    this.#graph = graph;
  }

  from(node: Node): Visited {
    const known = this.#visited.get(node);
    if (known) return known;
    const order = this.#visited.size;
    const own: Visited = { order, first: order, isOpen: true };
    this.#visited.set(node, own);
    this.#open.push(node);
    for (const next of this.#graph.get(node) ?? []) {
      const { first, isOpen } = this.from(next);
      if (isOpen) own.first = Math.min(own.first, first);
    }
    if (own.first === order) this.#close(node);
    return own;
  }

  #close(root: Node): void {
    const group = this.#open.splice(this.#open.lastIndexOf(root));
    for (const node of group) this.#visited.set(node, { order: 0, first: 0, isOpen: false });
    const [only = root, ...others] = group;
    if (others.length > 0 || [...(this.#graph.get(only) ?? [])].includes(only))
      this.cycles.push(group);
  }
}

/** The edges that close a way back, one for each found from the outside in: without them, nothing leads to itself. */
export function closingEdges<Node>(graph: Graph<Node>): [from: Node, to: Node][] {
  const edges: [Node, Node][] = [];
  const state = new Map<Node, "open" | "done">();
  const visit = (node: Node) => {
    state.set(node, "open");
    for (const next of graph.get(node) ?? []) {
      if (state.get(next) === "open") edges.push([node, next]);
      else if (!state.has(next)) visit(next);
    }
    state.set(node, "done");
  };
  for (const node of graph.keys()) if (!state.has(node)) visit(node);
  return edges;
}
