/**
 * Services of trusted lists as they apply to one certificate at one time, in the terms of the EU
 * (ETSI TS 119 615 §4.3, §4.4).
 *
 * @module
 */
import type { Certificate } from '@eseal/core/x509';
import { type Finding, findingOf } from '../../report/finding.ts';
import type { ListedService, ServiceState } from '../../trust/listed-service.ts';
import { stateAt } from '../../trust/service-at.ts';
import type { CertificateContent } from '../certificate-content.ts';
import { judgeCriteria } from '../criteria.ts';
import { isForeign, type RecognizedState, recognizeService } from '../recognition/recognize.ts';
import { translateContent } from '../recognition/translate-content.ts';
import { EXTENSION_NOT_UNDERSTOOD, NO_SERVICE_AT_TIME, NOT_RECOGNIZED, RECOGNIZED } from './rules.ts';

/** The certificate that is asked about. */
export interface Subject {
  readonly certificate: Certificate;
  readonly content: CertificateContent;
}

/** A service at one time, and what it says of the certificate. */
export interface AppliedService {
  readonly service: ListedService;
  /** In the terms of the EU. */
  readonly state: ServiceState;
  /** As its list has it. */
  readonly original: ServiceState;
  /** By which agreement it counts; `undefined` for a service on a list of the EU. */
  readonly recognition: RecognizedState | undefined;
  /** URIs, of the qualifications whose criteria the certificate meets. */
  readonly qualifiers: readonly string[];
  /** Whether criteria cannot be decided on the certificate. */
  readonly undecidable: boolean;
  /** What the certificate says, as it is read for certificates of this service. */
  readonly content: CertificateContent;
}

/** What was found at a time, and why services were left out. */
export interface ServicesAtTime {
  readonly applied: readonly AppliedService[];
  readonly findings: readonly Finding[];
}

/** The services as they apply at a time. */
export function servicesAt(subject: Subject, services: readonly ListedService[], time: Date): ServicesAtTime {
  const each = services.map((service) =>
    isForeign(service, 'eu') ? foreignAt(subject, service, time) : domesticAt(subject, service, time),
  );
  const applied = each.flatMap((one) => one.applied);
  const findings = each.flatMap((one) => one.findings);
  const silent = applied.length === 0 && findings.length === 0;
  return {
    applied,
    findings: silent ? [findingOf(NO_SERVICE_AT_TIME, 'warning', { time: time.toISOString() })] : findings,
  };
}

function domesticAt(subject: Subject, service: ListedService, time: Date): ServicesAtTime {
  const state = stateAt(service, time);
  return state === undefined
    ? { applied: [], findings: [] }
    : understood(applyService(subject, service, state, undefined), time);
}

function foreignAt(subject: Subject, service: ListedService, time: Date): ServicesAtTime {
  const facts = { territory: service.list.territory, time: time.toISOString() };
  const recognized = recognizeService(service, 'eu', time);
  if (recognized.length === 0) {
    return { applied: [], findings: [findingOf(NOT_RECOGNIZED, 'warning', facts)] };
  }
  const each = recognized.map((one) => understood(applyService(subject, service, one.state, one), time));
  const remarks = recognized.map(({ legalIdentifier }) =>
    findingOf(RECOGNIZED, 'information', { ...facts, agreement: legalIdentifier }),
  );
  return {
    applied: each.flatMap(({ applied }) => applied),
    findings: [...remarks, ...each.flatMap(({ findings }) => findings)],
  };
}

function applyService(
  { certificate, content }: Subject,
  service: ListedService,
  state: ServiceState,
  recognition: RecognizedState | undefined,
): AppliedService {
  const judged = state.qualifications.map(({ qualifiers, criteria }) => ({
    qualifiers,
    outcome: judgeCriteria(certificate, criteria),
  }));
  return {
    service,
    state,
    original: recognition?.original ?? state,
    recognition,
    qualifiers: judged.flatMap(({ outcome, qualifiers }) => (outcome === 'met' ? qualifiers : [])),
    undecidable: judged.some(({ outcome }) => outcome === 'undecidable'),
    content:
      recognition === undefined ? content : translateContent(certificate, content, recognition.equivalence),
  };
}

/** Leaves out a service with a critical extension that is not understood (TS 119 612 §5.5.9). */
function understood(applied: AppliedService, time: Date): ServicesAtTime {
  if (applied.state.unknownCriticalExtensions.length === 0) return { applied: [applied], findings: [] };
  const facts = { service: nameOf(applied), time: time.toISOString() };
  return { applied: [], findings: [findingOf(EXTENSION_NOT_UNDERSTOOD, 'warning', facts)] };
}

/** The name of the service, in the first language of its list. */
export function nameOf({ original }: Pick<AppliedService, 'original'>): string {
  return original.names[0]?.text ?? '';
}
