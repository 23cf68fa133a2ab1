/**
 * Jobs come one by one, but one authorisation of a remote key serves many values: while a group is being sealed, the jobs that come
 * meanwhile wait and are the next group. A queue that is idle seals at once, and a busy one seals in full groups.
 */

/** Runs `work` over groups of what is given; each gets the result at its place, or the error of its group. */
export function inGroups<In, Out>(
  work: (items: readonly In[]) => Promise<readonly Out[]>,
  largest: number,
): (item: In) => Promise<Out> {
  interface Waiting {
    readonly item: In;
    readonly settle: (result: Out | undefined) => void;
    readonly reject: (error: unknown) => void;
  }
  const waiting: Waiting[] = [];
  let isRunning = false;
  const run = async (group: readonly Waiting[]): Promise<void> => {
    try {
      const results = await work(group.map(({ item }) => item));
      group.forEach(({ settle }, at) => {
        settle(results[at]);
      });
    } catch (error) {
      for (const { reject } of group) reject(error);
    }
  };
  const drain = async (): Promise<void> => {
    isRunning = true;
    while (waiting.length > 0) await run(waiting.splice(0, largest));
    isRunning = false;
  };
  return (item) =>
    new Promise((resolve, reject) => {
      const settle = (result: Out | undefined): void => {
        if (result === undefined) reject(new Error('the group gave no result for it'));
        else resolve(result);
      };
      waiting.push({ item, settle, reject });
      if (!isRunning) void drain();
    });
}
