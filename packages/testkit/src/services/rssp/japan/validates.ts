/**
 * `validates/validSign` and `validates/validCert`: what the validator of the SDK says, with the trust of the service's own PKI.
 *
 * @see EN 319 102-1 §5.1.3 (indications)
 * @module
 */
import { readable, toBase64 } from '@eseal/core';
import { hasTimestampPurpose } from '@eseal/core/timestamp';
import { parseCertificate } from '@eseal/core/x509';
import {
  createOnlineRevocation,
  type JudgementOptions,
  validate,
  validateCertificate,
} from '@eseal/validator';
import { toEtsiReport } from '@eseal/validator/etsi-report';
import type { RsspContext } from '../context.ts';
import { type Method, ok } from '../method.ts';
import { assertKnown, oneOf, optionalBoolean, optionalString, type Parameters } from '../parameters.ts';
import { invalidRequest } from '../problem.ts';
import { describeCertificate, describeSeal, materialOf } from './describe-verdicts.ts';
import { bytesOf, readList, readSubjects } from './validation-subjects.ts';

const SIGN_PARAMETERS = [
  ...[
    'documents',
    'signatures',
    'validationTime',
    'policy',
    'report',
    'returnValidationInfo',
    'lang',
    'clientData',
  ],
];

/** Documents, or seals beside them whose digests are known. */
export function createValidSign(context: RsspContext): Method {
  return {
    name: 'validates/validSign',
    dialects: ['v1', 'v2'],
    access: 'seal',
    async answer({ parameters }) {
      assertKnown(parameters, SIGN_PARAMETERS);
      const subjects = readSubjects(parameters);
      const wanted = oneOf(parameters, 'report', ['none', 'simple', 'detailed'], 'none');
      const judgement = judgementOf(context, parameters);
      const reports = await Promise.all(
        subjects.map(({ bytes, contents }) => validate(bytes, { ...judgement, contents })),
      );
      const results = reports.map(({ seals }, index) => ({ index, signatures: seals.map(describeSeal) }));
      const xml = wanted === 'none' ? undefined : toBase64(new TextEncoder().encode(toEtsiReport(reports)));
      const isMaterialWanted = optionalBoolean(parameters, 'returnValidationInfo');
      const paths = reports.flatMap(({ seals }) => seals.map(({ path }) => path));
      return ok({
        results,
        ...(xml !== undefined && { report: xml }),
        ...(isMaterialWanted && { validationInfo: materialOf(paths) }),
      });
    },
  };
}

/** One certificate, with those of its issuers that the caller has. */
export function createValidCert(context: RsspContext): Method {
  return {
    name: 'validates/validCert',
    dialects: ['v1', 'v2'],
    access: 'seal',
    async answer({ parameters }) {
      assertKnown(parameters, [
        ...[
          'certificates',
          'validationTime',
          'policy',
          'usage',
          'returnValidationInfo',
          'lang',
          'clientData',
        ],
      ]);
      const [leaf, ...issuers] = readList(parameters, 'certificates').map((value) =>
        bytesOf(parameters, 'certificates', value),
      );
      if (leaf === undefined) throw invalidRequest('Missing (or invalid type) array parameter certificates');
      const usage = oneOf(parameters, 'usage', ['eseal', 'esign', 'tsa', 'any'], 'any');
      const report = await validateCertificate(leaf, {
        ...judgementOf(context, parameters),
        certificates: issuers,
      });
      const isMaterialWanted = optionalBoolean(parameters, 'returnValidationInfo');
      return ok({
        ...describeCertificate(report),
        ...(usage === 'tsa' && !isForStamping(leaf) && UNFIT),
        checkedAt: context.clock.now().toISOString(),
        ...(isMaterialWanted && { validationInfo: materialOf([report.path]) }),
      });
    },
  };
}

/** Members of an answer on a certificate that is not for what it is to be used for. */
const UNFIT = { indication: 'INDETERMINATE', subIndication: 'CHAIN_CONSTRAINTS_FAILURE' } as const;

/** RFC 3161 §2.3: units have one purpose, and say so. Other uses need no purpose. */
function isForStamping(der: Uint8Array): boolean {
  const certificate = readable(() => parseCertificate(der));
  return certificate !== undefined && hasTimestampPurpose(certificate);
}

/** Trust and revocation of the service's PKI, at the time that is asked for. */
function judgementOf({ world, clock }: RsspContext, parameters: Parameters): JudgementOptions {
  optionalString(parameters, 'policy');
  optionalString(parameters, 'clientData');
  const text = optionalString(parameters, 'validationTime');
  const time = text === undefined ? undefined : new Date(text);
  if (time !== undefined && Number.isNaN(time.getTime()))
    throw invalidRequest('Invalid parameter validationTime');
  return {
    trust: world.anchors,
    now: clock.now(),
    validationTime: time ?? clock.now(),
    revocationProvider: createOnlineRevocation({ transport: world.transport, now: () => clock.now() }),
  };
}
