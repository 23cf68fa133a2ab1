/**
 * EU DSS, the reference implementation of ETSI's AdES standards, as one process that judges and seals.
 *
 * @module
 */
import type { AdesLevel } from '@eseal/core';
import { requireJudge } from '../judges.ts';
import { isJsonObject, type JsonObject, objectIn, objectsIn, parseJsonObject, textIn } from './json.ts';
import { startLineServer } from './line-server.ts';
import { runProgram } from './run-program.ts';
import {
  joinVerdicts,
  type SealedFile,
  type SealedFileKind,
  type SealJudge,
  type Verdict,
} from './verdict.ts';

/** What DSS is to seal. */
export interface DssSealRequest {
  readonly format: 'CAdES' | 'PAdES' | 'XAdES' | 'ASiC-S' | 'ASiC-E';
  /** Signatures in an ASiC container. */
  readonly container?: 'CAdES' | 'XAdES';
  readonly level: AdesLevel;
  readonly packaging: 'ENVELOPING' | 'DETACHED' | 'ENVELOPED';
  readonly p12: string;
  readonly password: string;
  /** Default SHA256. */
  readonly digest?: string;
  /** RSASSA-PSS in place of PKCS #1 v1.5. */
  readonly pss?: boolean;
  /** Address of a time-stamping authority on loopback. */
  readonly tsa?: string;
  /** Anchor of what is embedded from B-LT on; it is fetched from loopback. */
  readonly trust?: string;
  readonly file: string;
  readonly out: string;
}

/** What DSS is to raise. */
export interface DssExtendRequest
  extends Pick<DssSealRequest, 'format' | 'container' | 'level' | 'tsa' | 'trust' | 'file' | 'out'> {
  /** What a detached seal stands beside. */
  readonly content?: { readonly file: string; readonly name: string };
}

/** DSS as a judge and as a maker of seals. */
export interface Dss extends SealJudge {
  seal(request: DssSealRequest): Promise<void>;
  extend(request: DssExtendRequest): Promise<void>;
  /** Judges the signature of a trusted list, given files of certificates that may sign it. */
  judgeList(path: string, signers: readonly string[]): Promise<Verdict>;
  [Symbol.asyncDispose](): PromiseLike<void>;
}

/** DSS's name of the format that a kind of file has. */
const FORMATS: Readonly<Record<SealedFileKind, string>> = {
  cms: 'CAdES',
  pdf: 'PAdES',
  xml: 'XAdES',
  'detached-xml': 'XAdES',
  'asic-cades': 'CAdES',
  'asic-xades': 'XAdES',
};

const LEVELS: Readonly<Record<string, AdesLevel>> = {
  B: 'B-B',
  T: 'B-T',
  LT: 'B-LT',
  LTA: 'B-LTA',
};

/** Starts DSS. */
export function startDss(): Dss {
  const program = requireJudge('dss');
  const server = startLineServer(program, ['serve']);
  const make = async (op: string, request: DssSealRequest | DssExtendRequest): Promise<void> => {
    const level = request.level.replace('B-', '');
    const { error } = await server.ask({ op, ...request, level, online: request.trust !== undefined });
    if (error !== null && error !== undefined) throw new Error(`DSS did not ${op}: ${error}`);
  };
  return {
    name: 'DSS',
    scope: 'seals',
    judge: async (file) => readAnswer(await server.ask(validation(file)), file),
    seal: (request) => make('sign', request),
    extend: (request) => make('extend', request),
    judgeList: async (path, signers) =>
      readListAnswer(await server.ask({ op: 'tl', file: path, signer: [...signers] })),
    async version() {
      const { output } = await runProgram(program, ['version']);
      return textIn(parseJsonObject(output), 'dss') ?? 'unknown';
    },
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  };
}

function validation({ path, content, selfContained, trust }: SealedFile): JsonObject {
  return {
    op: 'validate',
    file: path,
    trust: [trust.path],
    noRevocationRequired: selfContained !== true,
    ...(content === undefined ? {} : { content: [{ file: content.path, name: content.name ?? null }] }),
  };
}

function readAnswer(answer: JsonObject, { kind }: SealedFile): Verdict {
  const error = textIn(answer, 'error');
  if (error !== undefined) return { accepted: false, seals: 0, reason: error };
  return joinVerdicts(objectsIn(answer, 'seals').map((seal) => readSeal(seal, kind)));
}

function readListAnswer(answer: JsonObject): Verdict {
  const { error, indication, subIndication } = answer;
  const accepted = indication === 'TOTAL_PASSED';
  const reason = accepted ? '' : (textIn(answer, 'error') ?? `${indication} ${subIndication ?? ''}`.trim());
  return { accepted, seals: typeof error === 'string' ? 0 : 1, reason };
}

function readSeal(seal: JsonObject, kind: SealedFileKind): Verdict {
  const level = levelOf(textIn(seal, 'format'), kind);
  const problems = [
    ...(seal.indication === 'TOTAL_PASSED' ? [] : [`${seal.indication} ${seal.subIndication}`]),
    ...(seal.structureValid === false ? [`structure: ${JSON.stringify(seal.structureMessages)}`] : []),
    ...['errors', 'warnings'].flatMap((list) =>
      objectsIn(seal, list).map((one) => `${one.key}: ${one.text}`),
    ),
    ...pdfProblems(objectIn(seal, 'pdf')),
  ];
  return {
    accepted: seal.indication === 'TOTAL_PASSED' && problems.length === 0,
    seals: 1,
    ...(level === undefined ? {} : { levels: [level] }),
    timestampsAccepted: objectsIn(seal, 'timestamps').every(({ indication }) => indication === 'PASSED'),
    reason: problems.join(', '),
  };
}

/** The level in DSS's name of the format, such as `PAdES-BASELINE-T`. */
function levelOf(format: string | undefined, kind: SealedFileKind): AdesLevel | undefined {
  const [, name, level = ''] = /^([CPX]AdES)-BASELINE-(\w+)$/.exec(format ?? '') ?? [];
  return name === FORMATS[kind] ? LEVELS[level] : undefined;
}

/** What DSS finds in a PDF beyond its indication: changes after the seal that no one permits. */
function pdfProblems(pdf: JsonObject): readonly string[] {
  const problems = pdf.byteRangeValid === false ? ['byte range'] : [];
  const undefinedChanges = objectIn(pdf, 'modifications').undefined;
  if (Array.isArray(undefinedChanges) && undefinedChanges.some(isJsonObject)) {
    problems.push(`undefined changes: ${JSON.stringify(undefinedChanges)}`);
  }
  return problems;
}
