/**
 * Groups of nodes that reach one another: strongly connected components (Tarjan 1972).
 *
 * @param edges - for each node the nodes it leads to
 * @returns the groups of more than one node, and the nodes that lead to themselves
 */
export function findCycles(edges: ReadonlyMap<string, readonly string[]>): readonly (readonly string[])[] {
  const order = new Map<string, number>();
  const stack: string[] = [];
  const cycles: string[][] = [];

  /** The earliest node on the stack that this one reaches. */
  const visit = (node: string): number => {
    const index = order.size;
    order.set(node, index);
    stack.push(node);
    let lowest = index;
    for (const next of edges.get(node) ?? []) lowest = Math.min(lowest, reach(next));
    if (lowest === index) {
      const group = stack.splice(stack.indexOf(node));
      if (group.length > 1 || edges.get(node)?.includes(node)) cycles.push(group);
    }
    return lowest;
  };
  const reach = (node: string): number => {
    const index = order.get(node);
    if (index === undefined) return visit(node);
    return stack.includes(node) ? index : Number.POSITIVE_INFINITY;
  };

  for (const node of edges.keys()) if (!order.has(node)) visit(node);
  return cycles;
}
