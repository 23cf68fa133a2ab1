/**
 * A full verdict by the judges that stand beside the checkout, EU DSS (Java) and pyHanko (Python), as processes that have
 * judged before: CPU time of one more verdict, what their language's compiler takes included.
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import catalogue from '../../interop/judges.json' with { type: 'json' };
import { toPem } from '../lib/key-files.mjs';
import { median, ROUNDS } from '../lib/measure.mjs';

/** CPU milliseconds of warming up, after which a judge is as fast as it gets. */
const WARM_UP_MS = 8000;
/** CPU milliseconds of a round: well above the hundredths of a second in which the system counts. */
const ROUND_MS = 400;

/**
 * @param {Uint8Array} sealed
 * @param {string} extension of the sealed file
 * @returns {Promise<Record<string, number>>} CPU milliseconds by the name of the judge; those that are not here are absent
 */
export async function cpuOfJudges(sealed, extension, world) {
  const directory = mkdtempSync(join(tmpdir(), 'eseal-bench-'));
  try {
    const file = join(directory, `sealed.${extension}`);
    const trust = join(directory, 'root.pem');
    writeFileSync(file, sealed);
    writeFileSync(trust, toPem('CERTIFICATE', world.root.certificate));
    const request = { file, trust: [trust], noRevocationRequired: true };
    const figures = {};
    for (const name of ['dss', 'pyhanko']) {
      const figure = await cpuOfJudge(name, request);
      if (figure !== undefined) figures[name] = figure;
    }
    return figures;
  } finally {
    rmSync(directory, { recursive: true });
  }
}

async function cpuOfJudge(name, request) {
  const program = fileURLToPath(new URL(`../../${catalogue[name].path}`, import.meta.url));
  if (!existsSync(program) || !existsSync('/proc/self/stat')) return undefined;
  const judge = startJudge(program);
  try {
    const once = await warmUp(judge, request);
    const often = Math.max(1, Math.ceil(ROUND_MS / Math.max(once, 0.1)));
    const figures = [];
    for (let round = 0; round < ROUNDS; round++) figures.push(await cpuOf(judge, request, often));
    return median(figures);
  } finally {
    judge.end();
  }
}

/** Asks until the judge has worked for a while; the CPU milliseconds of a verdict at the end of it. */
async function warmUp(judge, request) {
  let once = 0;
  for (let spent = 0; spent < WARM_UP_MS; ) {
    const times = once === 0 ? 1 : Math.max(1, Math.ceil(ROUND_MS / once));
    once = await cpuOf(judge, request, times);
    spent += Math.max(once * times, 10);
  }
  return once;
}

async function cpuOf(judge, request, times) {
  const before = judge.cpu();
  for (let i = 0; i < times; i++) await judge.ask(request);
  return (judge.cpu() - before) / times;
}

function startJudge(program) {
  const child = spawn(program, ['serve'], { stdio: ['pipe', 'pipe', 'ignore'] });
  const waiting = [];
  createInterface({ input: child.stdout }).on('line', (line) => waiting.shift()?.(JSON.parse(line)));
  return {
    async ask(request) {
      const answered = new Promise((resolve) => waiting.push(resolve));
      child.stdin.write(`${JSON.stringify(request)}\n`);
      const { error, seals } = await answered;
      const passed = seals?.every(({ indication }) => /^TOTAL.PASSED$/.test(indication));
      // Refuses to time a verdict that is not the expected one.
      if (!passed) throw new Error(`the verdict is ${error ?? JSON.stringify(seals?.[0]?.indication)}`);
    },
    cpu: () => cpuOfProcess(child.pid),
    end: () => child.stdin.end(),
  };
}

/** Ticks of user and system time in a second (`getconf CLK_TCK` is 100 on every Linux of ours). */
const TICK_MS = 10;

/** User and system time of a process, its threads included, in milliseconds (proc(5), fields 14 and 15 of stat). */
function cpuOfProcess(pid) {
  const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return TICK_MS * (Number(fields[11]) + Number(fields[12]));
}
