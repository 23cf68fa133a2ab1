/**
 * One process at a time: a file that says which.
 *
 * @module
 */
import { randomBytes } from 'node:crypto';
import { link, open, readFile, rename, rm } from 'node:fs/promises';
import { hostname } from 'node:os';
import { CoreError } from '../errors.ts';

/** A lock that is held. */
export interface FileLock {
  release(): Promise<void>;
}

/** Who holds a lock. */
interface Holder {
  readonly pid: number;
  readonly host: string;
  /** Milliseconds since 1970 at which the process began: its number is given to others later. */
  readonly started: number;
}

/** How far two readings of the beginning of one process may be apart, in milliseconds. */
const TOLERANCE = 2_000;

/**
 * Makes the file, and takes it over from a process of this machine that is not there any more. A process on another machine
 * cannot be looked for: its lock has to be removed by hand when it is dead.
 *
 * @throws CoreError `JOURNAL_IN_USE`; the platform's errors
 */
export async function lockFile(path: string): Promise<FileLock> {
  for (let tried = 0; ; tried++) {
    const own = await createLock(path);
    if (own !== undefined) return { release: () => releaseLock(path, own) };
    const text = await readFile(path, 'utf8').catch(() => undefined);
    // Released since.
    if (text === undefined && tried < 3) continue;
    if (text === undefined || isHeld(text)) throw inUse(path, text ?? '');
    await takeAway(path, text);
    if (tried > 3) throw inUse(path, text);
  }
}

/** What the new lock says; `undefined` where there is one. */
async function createLock(path: string): Promise<string | undefined> {
  const holder: Holder = { pid: process.pid, host: hostname(), started: startOfThisProcess() };
  const text = `${JSON.stringify(holder)}\n`;
  // Whole when it has its name, so that nobody reads half of it.
  const own = `${path}.${randomBytes(6).toString('hex')}`;
  const file = await open(own, 'wx');
  try {
    await file.writeFile(text);
  } finally {
    await file.close();
  }
  try {
    await link(own, path);
    return text;
  } catch (error) {
    if (hasCode(error, 'EEXIST')) return undefined;
    throw error;
  } finally {
    await rm(own, { force: true });
  }
}

/** Leaves alone what another process put there, who took this one for dead. */
async function releaseLock(path: string, own: string): Promise<void> {
  const text = await readFile(path, 'utf8').catch(() => undefined);
  if (text === own) await rm(path, { force: true });
}

/** Removes the lock of a dead process, and puts back what another took in the meantime. */
async function takeAway(path: string, text: string): Promise<void> {
  const aside = `${path}.${randomBytes(6).toString('hex')}`;
  try {
    await rename(path, aside);
    if ((await readFile(aside, 'utf8')) !== text) await link(aside, path);
  } catch (error) {
    if (!hasCode(error, 'ENOENT') && !hasCode(error, 'EEXIST')) throw error;
  } finally {
    await rm(aside, { force: true });
  }
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}

function isHeld(text: string): boolean {
  const holder = parseHolder(text);
  if (holder === undefined || holder.host !== hostname()) return true;
  if (holder.pid === process.pid) return Math.abs(holder.started - startOfThisProcess()) < TOLERANCE;
  try {
    process.kill(holder.pid, 0);
    return true;
  } catch (error) {
    return !hasCode(error, 'ESRCH');
  }
}

function parseHolder(text: string): Holder | undefined {
  try {
    const { pid, host, started } = JSON.parse(text);
    return typeof pid === 'number' && typeof host === 'string' && typeof started === 'number'
      ? { pid, host, started }
      : undefined;
  } catch {
    return undefined;
  }
}

function startOfThisProcess(): number {
  return Math.round(performance.timeOrigin);
}

function inUse(path: string, text: string): CoreError {
  const { pid = 0, host = 'an unknown machine' } = parseHolder(text) ?? {};
  return new CoreError(
    'JOURNAL_IN_USE',
    `process ${pid} on ${host} works with this journal; if it does not run any more, remove ${path}`,
  );
}
