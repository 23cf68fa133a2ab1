/**
 * One run of a program.
 *
 * @module
 */
import { execFile } from 'node:child_process';

/** How a program ended and what it wrote. */
export interface ProgramResult {
  /** Exit status; -1 when it was ended by a signal. */
  readonly status: number;
  readonly output: string;
  readonly errors: string;
}

/** Time a program gets, in milliseconds. */
const TIMEOUT = 120_000;

/** Runs a program to its end; any exit status is a result. */
export function runProgram(
  program: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<ProgramResult> {
  const env = { ...process.env, LC_ALL: 'C.UTF-8', ...environment };
  return new Promise((resolve, reject) => {
    execFile(program, [...args], { env, timeout: TIMEOUT, maxBuffer: 1 << 26 }, (error, output, errors) => {
      const status = error === null ? 0 : (error.code ?? -1);
      if (typeof status === 'string') reject(error);
      else resolve({ status, output, errors });
    });
  });
}
