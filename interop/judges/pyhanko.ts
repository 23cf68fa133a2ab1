/**
 * pyHanko, a Python library for PDF signatures, as one process that judges; it seals with a process for each file.
 *
 * @module
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import type { AdesLevel } from '@eseal/core';
import { requireJudge } from '../judges.ts';
import { pdfSignatures } from '../lib/pdf-signatures.ts';
import { type JsonObject, objectsIn, textIn } from './json.ts';
import { type LineServer, startLineServer } from './line-server.ts';
import { runProgram } from './run-program.ts';
import { joinVerdicts, type SealedFile, type SealJudge, type Verdict } from './verdict.ts';

/** What pyHanko is to seal: a PDF. */
export interface PyHankoSealRequest {
  readonly level: AdesLevel;
  readonly p12: string;
  readonly password: string;
  readonly tsa?: string;
  /** Anchor of what is embedded from B-LT on. */
  readonly trust?: string;
  /** Default sha256. */
  readonly digest?: string;
  readonly certify?: 1 | 2 | 3;
  readonly field?: string;
  readonly file: string;
  readonly out: string;
}

/** pyHanko as a judge and as a maker of seals. */
export interface PyHanko extends SealJudge {
  seal(request: PyHankoSealRequest): Promise<void>;
  [Symbol.asyncDispose](): PromiseLike<void>;
}

/** Starts pyHanko. */
export function startPyHanko(): PyHanko {
  const program = requireJudge('pyhanko');
  const server = startLineServer(program, ['serve']);
  return {
    name: 'pyHanko',
    scope: 'seals',
    judge: (file) => judge(server, file),
    seal: (request) => seal(program, request),
    version: async () => installedVersion(program),
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  };
}

/** The Python of its private environment, for programs that use pyHanko itself; asked for its help, it makes the environment. */
export async function pyHankoPython(program: string): Promise<string> {
  await runProgram(program, ['--help']);
  const requirements = readFileSync(join(dirname(program), 'requirements.txt'));
  const name = createHash('sha256').update(requirements).digest('hex').slice(0, 12);
  const cache = process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache');
  return join(cache, 'eseal-tools', `pyhanko-${name}`, 'bin', 'python');
}

/** The version that its environment is made of. */
function installedVersion(program: string): string {
  const requirements = readFileSync(join(dirname(program), 'requirements.txt'), 'utf8');
  return /^pyhanko==(\S+)/m.exec(requirements)?.[1] ?? 'unknown';
}

/** Asks with revocation data required where its process reads the data in the file, and without otherwise. */
async function judge(server: LineServer, file: SealedFile): Promise<Verdict> {
  if (file.selfContained === true && pdfTimestamps(file) > 0) {
    const answer = await server.ask({ ...validation(file), noRevocationRequired: false });
    if (objectsIn(answer, 'seals').every(({ process }) => process === 'archive'))
      return readAnswer(answer, file);
  }
  // Its archive process wants a timestamp over the material, the others do not read material.
  return readAnswer(await server.ask({ ...validation(file), level: 'time' }), file);
}

function pdfTimestamps({ kind, bytes }: SealedFile): number {
  return kind === 'pdf' ? pdfSignatures(bytes).filter(({ isTimestamp }) => isTimestamp).length : 0;
}

function validation({ path, content, password, trust }: SealedFile): JsonObject {
  return {
    file: path,
    trust: [trust.path],
    noRevocationRequired: true,
    ...(content === undefined ? {} : { content: [content.path] }),
    ...(password === undefined ? {} : { password }),
  };
}

async function seal(program: string, request: PyHankoSealRequest): Promise<void> {
  const { level, p12, password, tsa, trust, digest = 'sha256', certify, field, file, out } = request;
  const options = [
    ...['--level', level, '--digest', digest, '--out', out],
    ...['--p12', p12, '--password-env', 'ESEAL_PASSWORD'],
    ...(tsa === undefined ? [] : ['--tsa', tsa]),
    ...(trust === undefined ? [] : ['--trust', trust]),
    ...(certify === undefined ? [] : ['--certify', String(certify)]),
    ...(field === undefined ? [] : ['--field', field]),
  ];
  const result = await runProgram(program, ['sign', ...options, file], { ESEAL_PASSWORD: password });
  if (result.status !== 0) throw new Error(`pyHanko did not seal: ${result.errors}`);
}

function readAnswer(answer: JsonObject, { selfContained }: SealedFile): Verdict {
  const error = textIn(answer, 'error');
  if (error !== undefined) return { accepted: false, seals: 0, reason: error };
  const verdicts = objectsIn(answer, 'seals').map(readSeal);
  // It has no name for the levels above B-T.
  return joinVerdicts(selfContained === true ? verdicts.map(({ levels: _, ...one }) => one) : verdicts);
}

function readSeal(seal: JsonObject): Verdict {
  const level: AdesLevel = objectsIn(seal, 'signatureTimestamps').length > 0 ? 'B-T' : 'B-B';
  const problems = [
    ...['error', 'integrityError'].flatMap((key) => textIn(seal, key) ?? []),
    ...(seal.indication === 'TOTAL-PASSED'
      ? []
      : [`${seal.indication} ${seal.subIndication}`, ...[textIn(seal, 'message') ?? []].flat()]),
    ...(seal.docMDPOk === false ? ['changes that the certification forbids'] : []),
    ...(textIn(seal, 'modifications')?.startsWith('SUSPICIOUS') ? [`${seal.modifications}`] : []),
    ...(seal.coverage === 'UNCLEAR' ? ['unclear coverage'] : []),
  ];
  return { accepted: problems.length === 0, seals: 1, levels: [level], reason: problems.join(', ') };
}
