/**
 * The verdict on a sealed document: parse, collect facts, judge each seal, report.
 *
 * @module
 */
import { type DocumentSource, readAll, sizeOf } from '@eseal/core';
import type { DetachedContent, ParsedContainer } from '@eseal/core/container';
import { type ParseContainerOptions, parseContainer } from '@eseal/formats/detect';
import { type DocumentVerdict, documentVerdict } from './compose/document-verdict.ts';
import { faultySeal, faultyTimestamp, unreadableDocument } from './compose/faults.ts';
import { parserFinding } from './compose/parser-findings.ts';
import { reportSeal } from './compose/seal-report.ts';
import { reportTimestamp } from './compose/timestamp-report.ts';
import { type ContainerFacts, openContainerFacts } from './facts/container-facts.ts';
import { materialOfTokens } from './poe/evidence-graph.ts';
import { type JudgedDocument, judgeDocument } from './processes/document.ts';
import type { ValidationLevel } from './processes/seal.ts';
import type { SealReport, TimestampReport, ValidationReport } from './report/report.ts';
import { evidenceOf } from './revocation/evidence-lists.ts';
import { type JudgementOptions, openSession, type Session } from './session.ts';

/** How to validate a document. */
export interface ValidateOptions extends JudgementOptions {
  /** Contents that stand beside a detached seal. */
  readonly contents?: readonly DetachedContent[];
  /** The user's or the owner's password of an encrypted PDF. Default none: the empty password is tried. */
  readonly password?: string;
  /** Budgets of reading an archive (ASiC) that differ from the default ones. */
  readonly archiveLimits?: ParseContainerOptions['archiveLimits'];
  /** Name of the document, for the report only. */
  readonly name?: string;
  /**
   * The process to run (EN 319 102-1 §5.1.2): `basic` ignores what timestamps prove about the seal, `time` uses those that
   * are good now, `archive` also what newer ones, and the caller's `proofs`, prove of older ones. Default `archive`.
   */
  readonly level?: ValidationLevel;
  /** Most bytes of a stream that are collected in memory. Default 1 GiB. */
  readonly maxStreamBytes?: number;
}

/**
 * Validates every seal of a document and returns a report, whatever the bytes are. It rejects only for a broken call,
 * an aborted one, and a stream longer than allowed.
 *
 * @throws CoreError `INVALID_ARGUMENT`, `ABORTED`, `DOCUMENT_TOO_LARGE`; `DECODE_FAILED` for a trusted certificate that
 * is none
 *
 * @example
 * ```ts
 * import { validate } from '@eseal/validator';
 *
 * export async function isGenuine(pdf: Uint8Array, rootDer: Uint8Array): Promise<boolean> {
 *   const report = await validate(pdf, { trust: [rootDer] });
 *   return report.conclusion.indication === 'TOTAL-PASSED';
 * }
 * ```
 *
 * @see EN 319 102-1 §5
 */
export async function validate(
  document: DocumentSource,
  options: ValidateOptions,
): Promise<ValidationReport> {
  const session = openSession(options);
  session.rethrowIfAborted();
  const source = 'getReader' in document ? await readAll(document, options.maxStreamBytes) : document;
  const { container, unreadable } = await receive(source, options, session);
  const facts = await openFacts(container, source, session);
  // What one seal or token carries may prove the certificates of another.
  const { certificates = [], ...revocationData } = container.material ?? {};
  session.pool.add(certificates);
  const context = session.context(
    [...container.signatures, ...materialOfTokens(facts.tokens), revocationData].flatMap(evidenceOf),
  );
  const { level = 'archive' } = options;
  const judged = await judgeDocument(container, facts, {
    context,
    level,
    external: session.proofs,
    rethrowIfAborted: session.rethrowIfAborted,
  });
  const timestamps = await reportTimestamps(judged, session);
  const seals = await reportSeals(judged, timestamps, session);
  const verdict =
    unreadable ?? facts.unreadable ?? documentVerdict(container, sizeOf(source) ?? 0, seals, timestamps);
  return {
    document: {
      name: options.name ?? null,
      format: container.format,
      size: sizeOf(source) ?? 0,
      sha256: facts.sha256,
    },
    contained: container.contained ?? null,
    conclusion: verdict.conclusion,
    validationTime: session.time,
    policy: session.policy.id,
    process: level,
    seals,
    timestamps,
    retrieval: session.retrieval,
    findings: [...verdict.findings, ...container.findings.map(parserFinding), ...session.findings()],
  };
}

interface ReceivedDocument {
  readonly container: ParsedContainer;
  /** Present when the parser gave up. */
  readonly unreadable: DocumentVerdict | undefined;
}

/** Format checking of the document (EN 319 102-1 §5.2.2): what the parser refuses is a result. */
async function receive(
  source: DocumentSource,
  { archiveLimits, contents = [], password }: ValidateOptions,
  session: Session,
): Promise<ReceivedDocument> {
  try {
    const options = {
      contents,
      ...(password !== undefined && { password }),
      ...(archiveLimits !== undefined && { archiveLimits }),
    };
    return { container: await parseContainer(source, options), unreadable: undefined };
  } catch (error) {
    session.rethrowIfAborted(error);
    const container: ParsedContainer = { format: 'unknown', signatures: [], timestamps: [], findings: [] };
    return { container, unreadable: unreadableDocument(error) };
  }
}

interface OpenedFacts extends Omit<ContainerFacts, 'sha256'> {
  /** `null` when the document could not be read to its end. */
  readonly sha256: string | null;
  readonly unreadable: DocumentVerdict | undefined;
}

/** Facts of the container; a fault in collecting them is a fault of each seal. */
async function openFacts(
  container: ParsedContainer,
  source: DocumentSource,
  session: Session,
): Promise<OpenedFacts> {
  try {
    const documentDigests = session.proofs.map(({ digestAlgorithm }) => digestAlgorithm);
    const opened = await openContainerFacts(container, source, { ...session, documentDigests });
    return { ...opened, unreadable: undefined };
  } catch (error) {
    session.rethrowIfAborted(error);
    const refuse = () => Promise.reject(error);
    const said = unreadableDocument(error);
    // Bytes that turn out to be broken only now, such as those of a file in a container, are a proof like any other.
    const unreadable = said.conclusion.indication === 'TOTAL-FAILED' ? said : undefined;
    return {
      sha256: null,
      tokens: new Map(),
      documentDigest: () => undefined,
      collectSeal: refuse,
      collectTimestamp: refuse,
      unreadable,
    };
  }
}

/** The seals of a document as reports show them. */
async function reportSeals(
  { seals }: JudgedDocument,
  timestamps: readonly TimestampReport[],
  session: Session,
): Promise<readonly SealReport[]> {
  const reports: SealReport[] = [];
  for (const one of seals) {
    const { parsed } = one;
    try {
      reports.push(
        one.kind === 'faulty'
          ? faultySeal(parsed, session.time, one.error)
          : await reportSeal(parsed, one.outcome, session, timestamps),
      );
    } catch (error) {
      session.rethrowIfAborted(error);
      reports.push(faultySeal(parsed, session.time, error));
    }
  }
  return reports;
}

/** The timestamps of the document itself as reports show them. */
async function reportTimestamps(
  { timestamps }: JudgedDocument,
  session: Session,
): Promise<readonly TimestampReport[]> {
  const reports: TimestampReport[] = [];
  for (const one of timestamps) {
    const { parsed } = one;
    try {
      reports.push(
        one.kind === 'faulty'
          ? await faultyTimestamp(parsed, one.error)
          : await reportTimestamp(one.outcome, session),
      );
    } catch (error) {
      session.rethrowIfAborted(error);
      reports.push(await faultyTimestamp(parsed, error));
    }
  }
  return reports;
}
