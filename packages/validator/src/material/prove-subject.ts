/**
 * From a subject to what proves it: out of the container, or else with the help of services, and then once more with nothing
 * but that.
 *
 * @module
 */
import { equalBytes, type MaterialSubject, type ValidationMaterial } from '@eseal/core';
import { type CertificateValidation, validateCertificatePath } from '../blocks/certificate-validation.ts';
import type { IssuerSource } from '../path/issuer-source.ts';
import { policyOf } from '../policy/presets.ts';
import type { RetrievalAttempt } from '../report/retrieval-attempt.ts';
import { evidenceOf } from '../revocation/evidence-lists.ts';
import { noRevocationData, type RevocationProvider } from '../revocation/provider.ts';
import { type JudgementOptions, openSession } from '../session.ts';
import type { MaterialAlert } from './alert.ts';
import { judgeSubject, wantedAge } from './judge-subject.ts';
import { createKeptValidations } from './kept-validations.ts';
import { type Proof, proofOf } from './proof.ts';

/** What a prover works with. */
export interface ProverOptions extends Pick<JudgementOptions, 'trust' | 'certificates' | 'policy'> {
  readonly revocationProvider: RevocationProvider;
  readonly issuers: IssuerSource;
  readonly gracePeriodMs?: number;
  readonly now: () => Date;
}

/** What proves a subject, and what is wrong with it. */
export interface ProvenSubject {
  readonly proof: Proof;
  readonly alerts: readonly MaterialAlert[];
}

/** Proves subjects. */
export interface Prover {
  prove(
    subject: MaterialSubject,
    present: ValidationMaterial,
    signal: AbortSignal | undefined,
  ): Promise<ProvenSubject>;
}

/** A prover that keeps what it proved for a while. */
export function createProver(options: ProverOptions): Prover {
  const { gracePeriodMs = 0, now } = options;
  const policy = policyOf(options.policy ?? 'strict');
  const kept = createKeptValidations(now);
  const judge: Judge = (subject, validation, tried) =>
    judgeSubject(subject, validation, { policy, gracePeriodMs, tried });
  return {
    prove: async (subject, present, signal) => {
      const earlier = kept.find(subject);
      const before = earlier && judge(subject, earlier, []);
      if (earlier && before?.every(isOfAge) && options.gracePeriodMs === undefined)
        return { proof: proofOf(earlier), alerts: before };
      const work: Work = { subject, present, signal, options, judge };
      const within = await proveWithin(work);
      if (within?.alerts.length === 0) return within;
      const online = await proveOnline(work, within);
      // What services gave is no better: the container proves the subject, if only with older data.
      if (within?.alerts.every(isOfAge) && !online.alerts.every(isOfAge)) return within;
      const { alerts } = online;
      const unexpected = await checkAlone(work, online);
      if (alerts.every(isOfAge) && unexpected.length === 0) kept.keep(subject, online.validation);
      return { proof: online.proof, alerts: [...alerts, ...unexpected] };
    },
  };
}

/** What is wrong with a subject as a validation found it. */
type Judge = (
  subject: MaterialSubject,
  validation: CertificateValidation,
  tried: readonly RetrievalAttempt[],
) => readonly MaterialAlert[];

/** One subject to be proven. */
interface Work {
  readonly subject: MaterialSubject;
  /** What the container holds. */
  readonly present: ValidationMaterial;
  readonly signal: AbortSignal | undefined;
  readonly options: ProverOptions;
  readonly judge: Judge;
}

/** A proof by what services gave, and what they were asked. */
interface OnlineProof extends ProvenSubject {
  readonly validation: CertificateValidation;
  readonly tried: readonly RetrievalAttempt[];
}

/** The proof by the container alone; `undefined` when it holds no revocation data. */
async function proveWithin({
  judge,
  options,
  present,
  signal,
  subject,
}: Work): Promise<ProvenSubject | undefined> {
  const validation = await validateWithin(subject, present, options, signal);
  return validation && { proof: proofOf(validation), alerts: judge(subject, validation, []) };
}

/** The proof with the help of services. */
async function proveOnline(
  { judge, options, present, signal, subject }: Work,
  within: ProvenSubject | undefined,
): Promise<OnlineProof> {
  // Evidence that decides but is old would keep services from being asked for newer.
  const isOld = within?.alerts.every(isOfAge) ?? false;
  const known = isOld ? { ...present, crls: [], ocspResponses: [] } : present;
  const tried: RetrievalAttempt[] = [];
  const validation = await validateOnline(subject, known, options, tried, signal);
  return { proof: proofOf(validation), alerts: judge(subject, validation, tried), validation, tried };
}

/** The self-check: what is embedded has to say the same by itself. What else there is to say then. */
async function checkAlone(
  { judge, options, signal, subject }: Work,
  { alerts, proof, tried }: OnlineProof,
): Promise<readonly MaterialAlert[]> {
  const alone = judge(subject, await validateAlone(subject, proof, options, signal), tried);
  return alone.filter(({ kind }) => !alerts.some((alert) => alert.kind === kind));
}

/** Alerts that another, later fetch could end, and that the material is complete in spite of. */
function isOfAge({ kind }: MaterialAlert): boolean {
  return kind === 'not-fresh' || kind === 'uncovered';
}

/** With what the container holds; `undefined` when that is no revocation data at all. */
async function validateWithin(
  subject: MaterialSubject,
  present: ValidationMaterial,
  options: ProverOptions,
  signal: AbortSignal | undefined,
): Promise<CertificateValidation | undefined> {
  if (evidenceOf(present).length === 0) return undefined;
  return validateSubject(subject, present, withoutServices(options), options.now(), signal);
}

/** With nothing but a proof. */
function validateAlone(
  subject: MaterialSubject,
  { certificates, evidence }: Proof,
  { trust, policy, now }: ProverOptions,
  signal: AbortSignal | undefined,
): Promise<CertificateValidation> {
  const bytesOf = (wanted: 'ocsp' | 'crl') =>
    evidence.filter(({ kind }) => kind === wanted).map(({ encoded }) => encoded);
  const material = { certificates, crls: bytesOf('crl'), ocspResponses: bytesOf('ocsp') };
  const options = { trust, revocationProvider: noRevocationData, ...(policy && { policy }) };
  return validateSubject(subject, material, options, now(), signal);
}

/** With what the container holds and what services answer, each of which is noted. */
function validateOnline(
  subject: MaterialSubject,
  present: ValidationMaterial,
  options: ProverOptions,
  tried: RetrievalAttempt[],
  signal: AbortSignal | undefined,
): Promise<CertificateValidation> {
  const onAttempt = (attempt: RetrievalAttempt): void => void tried.push(attempt);
  const { revocationProvider, issuers, gracePeriodMs } = options;
  const issuedAfter = gracePeriodMs === undefined ? undefined : wantedAge(subject, gracePeriodMs);
  const provider: RevocationProvider = {
    collect: (request) => {
      const isOwn = equalBytes(request.certificate.raw, subject.certificate.raw);
      return revocationProvider.collect({
        ...request,
        onAttempt,
        ...(isOwn && issuedAfter && { issuedAfter }),
      });
    },
  };
  const source: IssuerSource = {
    issuersOf: (certificate, call) => issuers.issuersOf(certificate, { ...call, onAttempt }),
  };
  const judging = { ...withoutServices(options), revocationProvider: provider, issuers: source };
  return validateSubject(subject, present, judging, options.now(), signal);
}

type Judging = Pick<JudgementOptions, 'trust' | 'certificates' | 'policy' | 'revocationProvider' | 'issuers'>;

function withoutServices({ trust, certificates, policy }: ProverOptions): Judging {
  return {
    trust,
    revocationProvider: noRevocationData,
    ...(certificates && { certificates }),
    ...(policy && { policy }),
  };
}

/** The validation of a subject's certificate at the time at which its signature is known to exist. */
async function validateSubject(
  { certificate, role, time }: MaterialSubject,
  material: ValidationMaterial,
  judging: Judging,
  now: Date,
  signal: AbortSignal | undefined,
): Promise<CertificateValidation> {
  const session = openSession({ ...judging, validationTime: time, now, ...(signal && { signal }) });
  session.checkpoint();
  session.pool.add(material.certificates);
  return validateCertificatePath(certificate, role, session.context(evidenceOf(material)));
}
