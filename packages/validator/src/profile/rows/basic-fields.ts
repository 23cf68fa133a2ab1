/** F-01 to F-05: version, serial number, signature algorithm, issuer, validity. */
import { OID } from '@eseal/core/asn1';
import { type IdentifiedSignature, identifySignature } from '@eseal/core/crypto';
import { parseOrganizationIdentifier } from '@eseal/core/identity';
import { equalNames, formatName, nameValues } from '@eseal/core/x509';
import { type AlgorithmAssessment, assessSignature } from '../../policy/assess-algorithm.ts';
import {
  ALWAYS_ERROR,
  ALWAYS_WARNING,
  FIGURE_14,
  judged,
  type ProfileContext,
  type ProfileProblem,
  type ProfileRow,
  problemIf,
  type RowOutcome,
  WARNING,
} from '../profile-row.ts';

/** RFC 5280 §4.1.2.2. */
const MAX_SERIAL_OCTETS = 20;

/** Certificates of accredited authorities for signatures are valid for about five years at most. */
const MAX_YEARS = 5;

/** Rows about the fields every certificate has. */
export const BASIC_FIELD_ROWS: readonly ProfileRow[] = [
  {
    id: 'F-01',
    field: 'version',
    oid: undefined,
    severity: ALWAYS_ERROR,
    citation: `${FIGURE_14}; RFC 5280 §4.1.2.1`,
    check: checkVersion,
  },
  {
    id: 'F-02',
    field: 'serialNumber',
    oid: undefined,
    severity: WARNING,
    citation: `${FIGURE_14}; RFC 5280 §4.1.2.2`,
    check: checkSerialNumber,
  },
  {
    id: 'F-03',
    field: 'signature',
    oid: undefined,
    severity: ALWAYS_ERROR,
    citation: `${FIGURE_14}; RFC 5280 §4.1.1.2, §4.1.2.3`,
    check: checkSignatureAlgorithm,
  },
  {
    id: 'F-04',
    field: 'issuer',
    oid: OID.organizationIdentifier,
    severity: WARNING,
    citation: `${FIGURE_14}; EN 319 412-3 §4.2.1`,
    check: checkIssuer,
  },
  {
    id: 'F-05',
    field: 'validity',
    oid: undefined,
    severity: WARNING,
    citation: `${FIGURE_14}; RFC 5280 §4.1.2.5`,
    check: checkValidity,
  },
];

function checkVersion({ certificate }: ProfileContext): RowOutcome {
  const { version } = certificate;
  return judged(
    { ja: '証明書の版は3です。', en: 'The certificate is of version 3.' },
    [
      problemIf(
        version !== 3,
        `証明書の版が${version}です。3でなければなりません。`,
        `The certificate is of version ${version}; it must be 3.`,
      ),
    ],
    { version },
  );
}

function checkSerialNumber({ certificate }: ProfileContext): RowOutcome {
  const { serialNumber } = certificate;
  const negative = (serialNumber[0] ?? 0) >= 0x80;
  const zero = serialNumber.every((byte) => byte === 0);
  const octets = serialNumber.length;
  return judged(
    { ja: '証明書のシリアル番号は正しい形式です。', en: 'The serial number is well formed.' },
    [
      problemIf(
        negative || zero,
        'シリアル番号が正の数ではありません。',
        'The serial number is not positive.',
      ),
      problemIf(
        octets > MAX_SERIAL_OCTETS,
        `シリアル番号が${octets}バイトあります(${MAX_SERIAL_OCTETS}バイトまで)。`,
        `The serial number has ${octets} bytes, more than ${MAX_SERIAL_OCTETS}.`,
      ),
    ],
    { octets, positive: !negative && !zero },
  );
}

function checkSignatureAlgorithm(context: ProfileContext): RowOutcome {
  const { signatureAlgorithm, tbsSignatureAlgorithm } = context.certificate;
  const inner = bytesOf(tbsSignatureAlgorithm.raw);
  const identified = identifySignature(signatureAlgorithm);
  const name = identified?.algorithm ?? signatureAlgorithm.oid;
  const problems = [
    problemIf(
      inner !== bytesOf(signatureAlgorithm.raw),
      '証明書の内側と外側で署名アルゴリズムが異なります。',
      'The signature algorithms inside and outside the signed part differ.',
    ),
    identified === undefined
      ? unsuitable(name)
      : strengthProblem(context, name, signatureUse(context, identified)),
  ];
  return judged(
    { ja: `署名アルゴリズムは${name}です。`, en: `The signature algorithm is ${name}.` },
    problems,
    { algorithm: name, suite: context.suite.id, issuerKeyKnown: context.issuer !== undefined },
  );
}

interface SignatureUse {
  readonly whenIssued: AlgorithmAssessment;
  readonly now: AlgorithmAssessment;
}

/** The authority made the signature when it issued the certificate; whoever relies on it does so at the time judged. */
function signatureUse(
  { certificate, issuer, suite, at }: ProfileContext,
  { algorithm }: IdentifiedSignature,
): SignatureUse {
  const use = { algorithm, ...(issuer !== undefined && { keySize: issuer.publicKey.size }) };
  return {
    whenIssued: assessSignature(suite, { ...use, at: certificate.notBefore }),
    now: assessSignature(suite, { ...use, at }),
  };
}

function strengthProblem(
  { suite }: ProfileContext,
  name: string,
  { whenIssued, now }: SignatureUse,
): ProfileProblem | undefined {
  const madeInTime = whenIssued.kind === 'usable' || whenIssued.kind === 'migrating';
  if (!madeInTime || now.kind === 'expired') return unsuitable(name, suite.citation);
  return problemIf(
    whenIssued.kind === 'migrating',
    `署名アルゴリズム${name}は移行期間中です(${suite.citation})。`,
    `The signature algorithm ${name} is being phased out (${suite.citation}).`,
    ALWAYS_WARNING,
  );
}

function unsuitable(name: string, citation?: string): ProfileProblem {
  const source = citation === undefined ? '' : ` (${citation})`;
  return {
    message: {
      ja: `署名アルゴリズム${name}は使用できません${source}。`,
      en: `The signature algorithm ${name} is not acceptable${source}.`,
    },
  };
}

function bytesOf(bytes: Uint8Array): string {
  return bytes.join();
}

function checkIssuer({ certificate, issuer }: ProfileContext): RowOutcome {
  const identifiers = nameValues(certificate.issuer, OID.organizationIdentifier);
  const unreadable = identifiers.filter((text) => !isSound(text));
  return judged(
    {
      ja: '発行者は組織識別子で特定されています。',
      en: 'The issuer is identified by an organisation identifier.',
    },
    [
      problemIf(
        identifiers.length === 0,
        '発行者の名称に組織識別子がありません。',
        "The issuer's name has no organisation identifier.",
      ),
      problemIf(
        unreadable.length > 0,
        `発行者の組織識別子が正しくありません(${unreadable.join(', ')})。`,
        `The issuer's organisation identifier is not right (${unreadable.join(', ')}).`,
      ),
      problemIf(
        issuer !== undefined && !equalNames(issuer.subject, certificate.issuer),
        '指定された認証局証明書は、この証明書の発行者のものではありません。',
        "The authority's certificate that was given does not belong to the issuer.",
        ALWAYS_WARNING,
      ),
    ],
    { issuer: formatName(certificate.issuer), identifiers },
  );
}

function isSound(text: string): boolean {
  const identifier = parseOrganizationIdentifier(text);
  return identifier.kind === 'parsed' && identifier.findings.every(({ severity }) => severity !== 'error');
}

function checkValidity({ certificate }: ProfileContext): RowOutcome {
  const { notBefore, notAfter } = certificate;
  const longest = new Date(notBefore);
  longest.setUTCFullYear(longest.getUTCFullYear() + MAX_YEARS);
  const period = `${day(notBefore)} - ${day(notAfter)}`;
  return judged(
    { ja: `有効期間は ${period} です。`, en: `The certificate is valid ${period}.` },
    [
      problemIf(
        notBefore >= notAfter,
        '有効期間の終わりが始まりより後ではありません。',
        'The validity does not end after it begins.',
        ALWAYS_ERROR,
      ),
      problemIf(
        notAfter > longest,
        `有効期間が${MAX_YEARS}年を超えています(${period})。`,
        `The validity is longer than ${MAX_YEARS} years (${period}).`,
      ),
    ],
    { notBefore: notBefore.toISOString(), notAfter: notAfter.toISOString() },
  );
}

function day(time: Date): string {
  return time.toISOString().slice(0, 10);
}
