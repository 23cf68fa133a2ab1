/** Runs one row in a process of its own and prints its result as one line of JSON. */
import { ROWS } from './rows.mjs';

const [, , id] = process.argv;
const row = ROWS.find((candidate) => candidate.id === id);

try {
  const { measure } = await import(`../work/${row.work}.mjs`);
  const { ours, goal, ...peers } = await measure(id);
  console.log(JSON.stringify({ value: ours, goal: goal ?? row.goal, peers }));
} catch (error) {
  console.log(
    JSON.stringify({ value: null, goal: row.goal ?? null, peers: {}, error: String(error?.stack ?? error) }),
  );
}
