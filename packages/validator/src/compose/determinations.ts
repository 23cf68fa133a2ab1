/**
 * From what was judged to what trusted lists make of it: facts for the determinations of the EU and of Japan, which then
 * stand beside each other in the report.
 *
 * @module
 */
import type { Certificate } from '@eseal/core/x509';
import type { CertificateValidation } from '../blocks/certificate-validation.ts';
import { determineEuSeal } from '../determination/eu/determine-seal.ts';
import { determineEuTimestamp } from '../determination/eu/determine-timestamp.ts';
import type { DeterminationInput, DeterminedTimestamp } from '../determination/input.ts';
import { determineJapaneseSeal } from '../determination/japan/determine-seal.ts';
import { determineJapaneseTimestamp } from '../determination/japan/determine-timestamp.ts';
import type { TimedValidation } from '../processes/signature-with-time.ts';
import type { TimestampValidation } from '../processes/timestamp.ts';
import { totalConclusion } from '../report/conclusion.ts';
import type { SealDeterminations, TimestampDetermination } from '../report/determination.ts';
import type { Finding } from '../report/finding.ts';
import type { TimestampReport } from '../report/report.ts';
import { reportService } from '../trust/reported-service.ts';
import { stateAt } from '../trust/service-at.ts';
import type { TrustSource } from '../trust/source.ts';
import type { ReportContext } from './context.ts';
import { findingsOfLists, matchServices } from './matched-services.ts';

/** Determinations with what there is to say of them. */
export interface ReportedDeterminations {
  readonly determinations: SealDeterminations;
  readonly findings: readonly Finding[];
}

/** A seal as it was judged. */
export interface DeterminedSeal {
  readonly certificate: Certificate | undefined;
  /** The path that decided. */
  readonly path: CertificateValidation | undefined;
  readonly outcome: TimedValidation;
  /** Every timestamp that may prove the time of the seal. */
  readonly timestamps: readonly TimestampReport[];
}

/** No list was consulted. */
export const UNDETERMINED: SealDeterminations = { eu: null, japan: null };

/** No list was consulted about a timestamp. */
export const UNDETERMINED_TIMESTAMP: TimestampDetermination = { eu: null, japan: null, services: [] };

/** What lists make of a seal, by each set of rules under which one was consulted. */
export async function determineSeal(
  { certificate, path, outcome, timestamps }: DeterminedSeal,
  context: ReportContext,
): Promise<ReportedDeterminations> {
  const { japan: rules, time: validationTime, trust } = context;
  // A claim to the common policy is to be told also where no list could confirm it.
  const isClaimKnown = (rules.commonPolicyOids ?? []).length > 0;
  const isAsked = (trust.rules ?? []).length > 0 || isClaimKnown;
  if (certificate === undefined || !isAsked) return { determinations: UNDETERMINED, findings: [] };
  const { certificates, services } = await matchServices(path, context);
  const input: DeterminationInput = {
    certificate,
    path: certificates,
    policies: path?.policies?.userConstrained.map(({ policy }) => policy),
    services,
    conclusion: totalConclusion(outcome.conclusion),
    bestSignatureTime: outcome.bestSignatureTime,
    validationTime,
    timestamp: provingTimestamp(outcome, timestamps),
  };
  const eu = isConsulted(trust, 'eu') ? determineEuSeal(input) : null;
  const japan = isConsulted(trust, 'japan') || isClaimKnown ? determineJapaneseSeal(input, rules) : null;
  const findings = [...findingsOfLists(services), ...(eu?.findings ?? []), ...(japan?.findings ?? [])];
  return { determinations: { eu, japan }, findings };
}

/** What lists make of a timestamp at its time. */
export async function determineTimestamp(
  { basic, facts, proven }: TimestampValidation,
  context: ReportContext,
): Promise<TimestampDetermination> {
  const { time: validationTime, trust } = context;
  if (facts.kind === 'unreadable' || (trust.rules ?? []).length === 0) return UNDETERMINED_TIMESTAMP;
  const { services } = await matchServices(basic?.certificate, context);
  const time = facts.token.tstInfo.genTime;
  const input = { time, services, validationTime, passed: proven !== undefined };
  return {
    eu: isConsulted(trust, 'eu') ? determineEuTimestamp(input) : null,
    japan: isConsulted(trust, 'japan') ? determineJapaneseTimestamp(input) : null,
    services: services.flatMap(({ service }) => {
      const state = stateAt(service, time);
      return state === undefined ? [] : [reportService(service, state)];
    }),
  };
}

function isConsulted({ rules = [] }: TrustSource, wanted: (typeof rules)[number]): boolean {
  return rules.includes(wanted);
}

/** What the timestamps at the best signature time are, taken together: each of them proves it. */
function provingTimestamp(
  { bestSignatureTime, proof }: TimedValidation,
  timestamps: readonly TimestampReport[],
): DeterminedTimestamp | undefined {
  if (proof !== 'timestamp' && proof !== 'archive-timestamp') return undefined;
  const proving = timestamps.filter(
    ({ conclusion, time }) =>
      conclusion.indication === 'PASSED' && time?.getTime() === bestSignatureTime.getTime(),
  );
  return {
    eu: bestOf(
      proving.map(({ determination }) => determination.eu),
      ['QTSA', 'TSA', 'N/A'],
    ),
    japan: bestOf(
      proving.map(({ determination }) => determination.japan),
      ['accredited', 'not-accredited'],
    ),
  };
}

function bestOf<T>(found: readonly (T | null)[], order: readonly T[]): T | null {
  return order.find((one) => found.includes(one)) ?? null;
}
