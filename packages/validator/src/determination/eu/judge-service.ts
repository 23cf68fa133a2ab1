/**
 * What one service makes of a certificate: qualified or not, its type, and whether its key is in a qualified device
 * (ETSI TS 119 615 §4.4, §4.5). Qualifiers of the list override what the certificate says.
 *
 * @module
 */
import type { CertificateQualification } from '../../report/determination.ts';
import type { Rule } from '../../report/finding.ts';
import type { AppliedService } from './applied-service.ts';
import { typeByCertificate, typeOf } from './certificate-type.ts';
import { isBeforeEndOfTransition, isSinceEidas } from './eidas-times.ts';
import { isInDeviceByContent, isQualifiedByContent } from './qualified-content.ts';
import { NOT_QUALIFIED_BY_CERTIFICATE, NOT_QUALIFIED_BY_LIST, QUALIFIERS_UNUSABLE } from './rules.ts';
import {
  DEVICES_BY_QUALIFIER,
  DEVICES_BY_QUALIFIER_BEFORE_EIDAS,
  type DeviceQualifier,
  GRANTED,
  GRANTED_BEFORE_EIDAS,
  NOT_QUALIFIED,
  QC_STATEMENT,
} from './uris.ts';

/** What a service makes of a certificate, and why not more. */
export interface ServiceJudgement extends Omit<CertificateQualification, 'time'> {
  readonly reason: Rule | undefined;
}

/** Judges by one service, whatever its status. */
export function judgeService(applied: AppliedService, issuance: Date): ServiceJudgement {
  const reason = reasonAgainst(applied, issuance);
  if (reason !== undefined) {
    return { qualified: false, type: typeByCertificate(applied.content, issuance), qscd: false, reason };
  }
  const devices = devicesOf(applied);
  return {
    qualified: true,
    type: typeOf(applied, issuance),
    qscd: isInDevice(applied, devices, issuance),
    reason: devices.size > 1 ? QUALIFIERS_UNUSABLE : undefined,
  };
}

/** NotQualified wins over QCStatement, and that over what the certificate says. */
function reasonAgainst(
  { content, qualifiers, undecidable }: AppliedService,
  issuance: Date,
): Rule | undefined {
  if (qualifiers.includes(NOT_QUALIFIED)) return NOT_QUALIFIED_BY_LIST;
  if (undecidable) return QUALIFIERS_UNUSABLE;
  if (qualifiers.includes(QC_STATEMENT) || isQualifiedByContent(content, issuance)) return undefined;
  return NOT_QUALIFIED_BY_CERTIFICATE;
}

/** What the qualifiers say of the device; more than one thing is a contradiction. */
function devicesOf({ qualifiers, state }: AppliedService): ReadonlySet<DeviceQualifier> {
  const table = isSinceEidas(state.from) ? DEVICES_BY_QUALIFIER : DEVICES_BY_QUALIFIER_BEFORE_EIDAS;
  return new Set(qualifiers.flatMap((qualifier) => table.get(qualifier) ?? []));
}

function isInDevice(
  { content }: AppliedService,
  devices: ReadonlySet<DeviceQualifier>,
  issuance: Date,
): boolean {
  if (devices.size > 1 || devices.has('not-qualified')) return false;
  return devices.has('qualified') || isInDeviceByContent(content, issuance);
}

/**
 * Whether the service was a qualified one: `granted` since the Regulation, and by the statuses of the Directive in periods
 * that began before, which end to count with the time of transition (Regulation (EU) No 910/2014 Article 51 (3)).
 */
export function isGranted({ from, status }: AppliedService['state'], time: Date): boolean {
  if (isSinceEidas(from)) return status === GRANTED;
  return GRANTED_BEFORE_EIDAS.includes(status) && isBeforeEndOfTransition(time);
}
