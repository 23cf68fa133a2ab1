/**
 * A credential as `credentials/info` and `credentials/list` describe it (CSC API v1.0.4.0 §11.5, v2.0.0.2 §11.6, §11.7).
 *
 * @module
 */
import { assertNever, toBase64, toHex } from '@eseal/core';
import { formatName, parseCertificate } from '@eseal/core/x509';
import type { RsspContext } from '../context.ts';
import { certificateStatus } from '../credentials.ts';
import type { Dialect, RsspAuthorization, RsspCredential, RsspFactor } from '../model.ts';
import { oneOf, optionalBoolean, type Parameters } from '../parameters.ts';

type Members = Readonly<Record<string, unknown>>;

/** What of a credential is asked for. */
export interface DescriptionTerms {
  readonly certificates: 'none' | 'single' | 'chain';
  readonly certInfo: boolean;
  readonly authInfo: boolean;
}

/** Reads what is asked for. */
export function readDescriptionTerms(parameters: Parameters): DescriptionTerms {
  return {
    certificates: oneOf(parameters, 'certificates', ['none', 'single', 'chain'], 'single'),
    certInfo: optionalBoolean(parameters, 'certInfo'),
    authInfo: optionalBoolean(parameters, 'authInfo'),
  };
}

/** The description in the names of a version. */
export function describeCredential(
  context: RsspContext,
  credential: RsspCredential,
  { dialect, ...terms }: DescriptionTerms & { readonly dialect: Dialect },
): Members {
  const { signatureQualifier, scal, multisign, description } = credential;
  return {
    description,
    ...(dialect === 'v2' && signatureQualifier !== undefined && { signatureQualifier }),
    key: describeKey(credential),
    ...describeCertificate(context, credential, terms),
    ...AUTHORIZATION[dialect](credential.authorization, terms.authInfo),
    SCAL: String(scal),
    multisign,
    lang: 'en-US',
  };
}

function describeKey({ key, keyStatus, algorithms }: RsspCredential): Members {
  const curve = key.curve === undefined ? {} : { curve: key.curve };
  return { status: keyStatus, algo: algorithms, len: key.bits, ...curve };
}

function describeCertificate(
  context: RsspContext,
  credential: RsspCredential,
  { certificates: wanted, certInfo }: Omit<DescriptionTerms, 'authInfo'>,
): Members {
  const [leaf, ...issuers] = credential.certificates;
  if (leaf === undefined) return {};
  const shown = { none: [], single: [leaf], chain: [leaf, ...issuers] }[wanted];
  return {
    cert: {
      status: certificateStatus(context, credential),
      ...(shown.length > 0 && { certificates: shown.map(toBase64) }),
      ...(certInfo && describeFields(leaf)),
    },
  };
}

/** `certInfo`: names in the text form of RFC 4514, times as GeneralizedTime (RFC 5280 §4.1.2.5.2). */
export function describeFields(der: Uint8Array): Members {
  const { issuer, subject, serialNumber, notBefore, notAfter } = parseCertificate(der);
  return {
    issuerDN: formatName(issuer),
    serialNumber: toHex(serialNumber),
    subjectDN: formatName(subject),
    validFrom: generalizedTime(notBefore),
    validTo: generalizedTime(notAfter),
  };
}

function generalizedTime(time: Date): string {
  return `${time.toISOString().slice(0, 19).replace(/[-:T]/g, '')}Z`;
}

const AUTHORIZATION: Readonly<
  Record<Dialect, (authorization: RsspAuthorization, isWanted: boolean) => Members>
> = { v1: describeAuthorization1, v2: describeAuthorization2 };

/** Version 1: a member for each of two factors. What is decided elsewhere is `implicit`: the call waits for it. */
function describeAuthorization1(authorization: RsspAuthorization, isWanted: boolean): Members {
  if (authorization.mode !== 'explicit') return { authMode: authorization.mode };
  const factors = authorization.factors.filter(({ kind }) => kind !== 'out-of-band');
  if (factors.length === 0) return { authMode: 'implicit' };
  const described = isWanted ? factors.map(describeFactor1) : [];
  return { authMode: 'explicit', ...Object.assign({}, ...described) };
}

function describeFactor1(factor: RsspFactor): Members {
  switch (factor.kind) {
    case 'pin':
      return { PIN: { presence: 'true', format: 'N', label: 'PIN', description: 'The PIN of the key' } };
    case 'password':
      return { PIN: { presence: 'true', format: 'A', label: 'Password' } };
    case 'otp-offline':
      return { OTP: { presence: 'true', type: 'offline', ID: factor.id, format: 'N', label: 'Code' } };
    case 'otp-online':
      return {
        OTP: {
          presence: 'true',
          type: 'online',
          ID: factor.id,
          provider: 'testkit',
          format: 'N',
          label: 'Code',
        },
      };
    case 'challenge':
    case 'out-of-band':
      return {};
    default:
      return assertNever(factor);
  }
}

/** Version 2: objects and an expression over them. What needs no factor is `explicit` without objects. */
function describeAuthorization2(authorization: RsspAuthorization, isWanted: boolean): Members {
  if (authorization.mode === 'oauth2code') return { auth: { mode: 'oauth2code' } };
  if (authorization.mode === 'implicit')
    return { auth: { mode: 'explicit', ...(isWanted && { objects: [] }) } };
  const { factors, expression = factors.map(({ id }) => id).join(' AND ') } = authorization;
  const details = isWanted ? { expression, objects: factors.map(describeFactor2) } : {};
  return { auth: { mode: 'explicit', ...details } };
}

function describeFactor2({ kind, id }: RsspFactor): Members {
  return { ...FACTOR_OBJECTS[kind], id };
}

const FACTOR_OBJECTS: Readonly<Record<RsspFactor['kind'], Members>> = {
  pin: { type: 'Password', format: 'N', label: 'PIN', description: 'The PIN of the key' },
  password: { type: 'Password', format: 'A', label: 'Password' },
  'otp-offline': { type: 'Password', format: 'N', generator: 'totp', label: 'Code' },
  'otp-online': { type: 'ChallengeResponse', format: 'N', label: 'Code' },
  challenge: { type: 'ChallengeResponse', format: 'A', label: 'Answer of the device' },
  'out-of-band': { type: 'ChallengeResponseOOB', label: 'Approval on the device' },
};
