/**
 * `qpdf --check`: the syntax of a PDF, its cross-references and streams; no cryptography.
 *
 * @module
 */
import { requireJudge } from '../judges.ts';
import { runProgram } from './run-program.ts';
import type { SealJudge } from './verdict.ts';

/** qpdf as a judge of syntax. */
export function createQpdf(): SealJudge {
  const program = requireJudge('qpdf');
  return {
    name: 'qpdf',
    scope: 'syntax',
    async judge({ path, password }) {
      const secret = password === undefined ? [] : [`--password=${password}`];
      const { status, output, errors } = await runProgram(program, ['--check', ...secret, path]);
      return { accepted: status === 0, reason: status === 0 ? '' : `${output}${errors}`.trim() };
    },
    async version() {
      const { output } = await runProgram(program, ['--version']);
      return /qpdf version (\S+)/.exec(output)?.[1] ?? 'unknown';
    },
  };
}
