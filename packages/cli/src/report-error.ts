/**
 * How the command tells of errors: one line, or one object for programs.
 *
 * @module
 */

import { type EsealError, isEsealError } from '@eseal/core';
import { CommanderError } from 'commander';
import { CliError } from './errors.ts';
import { exitCodeOf } from './exit-code.ts';
import type { CommandIo } from './io.ts';
import { jsonLine } from './json-text.ts';

/** What would make several lines of one, or what a terminal would obey. */
const BREAKING = /[\s\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu;

/** How errors are told. */
export interface ErrorReporting {
  /** An object instead of the line: `--json`. */
  readonly json: boolean;
  /** The stack trace after it: `--debug`. */
  readonly debug: boolean;
}

/**
 * Tells of an error on standard error: `eseal: CODE: message` in one line, or `{"error": …}` in one line.
 *
 * @returns the exit code
 */
export function reportError(error: unknown, { json, debug }: ErrorReporting, io: CommandIo): number {
  const known = toEsealError(error);
  const { code, retryable, facts } = known;
  const message = known.message.replaceAll(BREAKING, ' ').trim();
  const line = json
    ? jsonLine({ error: { ...facts, code, message, retryable } })
    : `eseal: ${code}: ${message}`;
  io.stderr(`${line}\n`);
  if (debug) io.stderr(`${stackOf(error)}\n`);
  return exitCodeOf(known);
}

function toEsealError(error: unknown): EsealError {
  if (isEsealError(error)) return error;
  if (error instanceof CommanderError) return new CliError('USAGE', error.message.replace(/^error: /, ''));
  // What it says may hold anything, so it is shown with --debug only.
  return new CliError('INTERNAL', 'internal error; please report it with what --debug shows', {
    cause: error,
  });
}

function stackOf(error: unknown): string {
  const stacks: string[] = [];
  for (let one = error; one instanceof Error; one = one.cause) stacks.push(one.stack ?? one.message);
  return stacks.join('\ncaused by ') || String(error);
}
