/**
 * `pdfsig` of poppler: the signatures of a PDF over NSS. Certificates are the other judges' matter.
 *
 * @module
 */
import { requireJudge } from '../judges.ts';
import { runProgram } from './run-program.ts';
import { joinVerdicts, type SealJudge, type Verdict } from './verdict.ts';

const VALID = 'Signature is Valid.';

/** pdfsig as a judge. */
export function createPdfsig(): SealJudge {
  const program = requireJudge('pdfsig');
  return {
    name: 'pdfsig',
    scope: 'seals',
    async judge({ path, password }) {
      // It is given as the owner's and as the user's: one of them opens the file.
      const secret = password === undefined ? [] : ['-opw', password, '-upw', password];
      const { output, errors } = await runProgram(program, ['-nocert', ...secret, path]);
      return joinVerdicts(signaturesIn(output).map(readSignature), errors.trim() || output.trim());
    },
    async version() {
      const { errors } = await runProgram(program, ['-v']);
      return errors.split(/\s/)[2] ?? 'unknown';
    },
  };
}

/** What it writes about each signature; it lists empty fields and document timestamps too, which it does not know. */
function signaturesIn(output: string): readonly string[] {
  const fields = output.split(/^Signature #\d+:$/m).slice(1);
  return fields.filter(
    (text) => !text.includes('is not signed.') && !text.includes('Signature Type: unknown'),
  );
}

function readSignature(text: string): Verdict {
  const validation = /Signature Validation: (.*)/.exec(text)?.[1] ?? text.trim();
  return { accepted: validation === VALID, seals: 1, reason: validation === VALID ? '' : validation };
}
