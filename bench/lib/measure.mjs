/** Paired measurement: every competitor runs in each round, so that the machine's moods meet all of them alike. */

/** Rounds of a measurement; a quick one makes fewer, never smaller work. */
export const roundsOf = (quick) => (quick ? 5 : 15);

/** Rounds in this process. */
export const ROUNDS = roundsOf(process.env.ESEAL_BENCH_QUICK === '1');

/** CPU time a block of one competitor should take, in milliseconds: well above the clock's granularity. */
const BLOCK_MS = 60;

/** CPU milliseconds (user and system, all threads) of running `work` `times` times. */
async function cpuOf(work, times) {
  const before = process.cpuUsage();
  for (let i = 0; i < times; i++) await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000 / times;
}

/**
 * Warming up ends after so many runs or so much CPU time in milliseconds: what is measured is compiled code, as in a
 * service, and some functions are compiled only after thousands of runs.
 */
const WARM_UP = { runs: 5000, ms: 5000 };

/** Warms a work up, and says how long one run takes and how often it must run to fill a block. */
async function calibrate(work) {
  let runs = 0;
  let spent = 0;
  let once = 0;
  while (runs < WARM_UP.runs && spent < WARM_UP.ms) {
    const times = runsOfBlock(once);
    once = await cpuOf(work, times);
    runs += times;
    spent += once * times;
  }
  return { once, often: runsOfBlock(once) };
}

/** How often a work must run to fill a block; once while nothing is known of it. */
export function runsOfBlock(once) {
  return once === 0 ? 1 : Math.max(1, Math.min(5000, Math.ceil(BLOCK_MS / once)));
}

/** The median of the figures that there are. */
export function median(values) {
  const sorted = values.filter((value) => value !== undefined).sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** A single run that takes longer than this, in milliseconds, is left out of most rounds. */
const SLOW_MS = 1000;

/** Whether a competitor takes part in a round: slow ones in every fifth. */
export function takesPart(once, round) {
  return once < SLOW_MS || round % 5 === 0;
}

/**
 * Runs competitors in alternating rounds.
 *
 * @param {Record<string, () => unknown>} works by name
 * @returns {Promise<Record<string, (number | undefined)[]>>} CPU milliseconds per run, one figure a round
 */
export async function compare(works) {
  const names = Object.keys(works);
  const times = {};
  for (const name of names) times[name] = await calibrate(works[name]);
  const figures = Object.fromEntries(names.map((name) => [name, []]));
  for (let round = 0; round < ROUNDS; round++) {
    for (const name of names) {
      const { once, often } = times[name];
      if (takesPart(once, round)) figures[name][round] = await cpuOf(works[name], often);
    }
  }
  return figures;
}

/** Medians of the ratios of each competitor to the one named `raw`, round by round. */
export function ratios(figures) {
  const { raw, ...others } = figures;
  return Object.fromEntries(
    Object.entries(others).map(([name, values]) => [
      name,
      median(values.map((value, round) => value && value / raw[round])),
    ]),
  );
}

/** Medians in milliseconds. */
export function medians(figures) {
  return Object.fromEntries(Object.entries(figures).map(([name, values]) => [name, median(values)]));
}
