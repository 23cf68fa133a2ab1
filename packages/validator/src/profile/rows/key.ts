/** F-10 to F-14: the public key, what it may be used for, and the identifiers of keys. */
import { OID } from '@eseal/core/asn1';
import {
  authorityKeyIdentifier,
  basicConstraints,
  findExtension,
  keyUsage,
  subjectKeyIdentifier,
} from '@eseal/core/x509';
import { assessKey } from '../../policy/assess-algorithm.ts';
import {
  ALWAYS_ERROR,
  ALWAYS_WARNING,
  FIGURE_14,
  INFORMATION,
  judged,
  notChecked,
  type ProfileContext,
  type ProfileProblem,
  type ProfileRow,
  problemIf,
  type RowOutcome,
  WARNING,
} from '../profile-row.ts';

/** Rows about the key. */
export const KEY_ROWS: readonly ProfileRow[] = [
  {
    id: 'F-10',
    field: 'subjectPublicKeyInfo',
    oid: undefined,
    severity: ALWAYS_ERROR,
    citation: `${FIGURE_14}; RFC 5280 §4.1.2.7`,
    check: checkPublicKey,
  },
  {
    id: 'F-11',
    field: 'keyUsage',
    oid: OID.keyUsage,
    severity: ALWAYS_ERROR,
    citation: `${FIGURE_14}; RFC 5280 §4.2.1.3`,
    check: checkKeyUsage,
  },
  {
    id: 'F-12',
    field: 'basicConstraints',
    oid: OID.basicConstraints,
    severity: ALWAYS_ERROR,
    citation: `${FIGURE_14}; RFC 5280 §4.2.1.9`,
    check: checkBasicConstraints,
  },
  {
    id: 'F-13',
    field: 'authorityKeyIdentifier',
    oid: OID.authorityKeyIdentifier,
    severity: WARNING,
    citation: `${FIGURE_14}; RFC 5280 §4.2.1.1`,
    check: checkAuthorityKeyIdentifier,
  },
  {
    id: 'F-14',
    field: 'subjectKeyIdentifier',
    oid: OID.subjectKeyIdentifier,
    severity: INFORMATION,
    citation: `${FIGURE_14}; RFC 5280 §4.2.1.2`,
    check: checkSubjectKeyIdentifier,
  },
];

function checkPublicKey({ certificate, suite, at }: ProfileContext): RowOutcome {
  const { type, size, curve, algorithm } = certificate.publicKey;
  if (type === undefined) {
    const unknown = {
      ja: `公開鍵の種類(${algorithm.oid})は使用できません。`,
      en: `The kind of public key (${algorithm.oid}) is not acceptable.`,
    };
    return judged(unknown, [{ message: unknown }], { algorithm: algorithm.oid });
  }
  const name = curve?.name ?? (type.startsWith('rsa') ? `${type.toUpperCase()} ${size}` : type);
  const assessment = assessKey(suite, { type, size, at });
  const ok = { ja: `公開鍵は${name}です。`, en: `The public key is ${name}.` };
  return judged(ok, [keyProblem(assessment.kind, name, suite.citation)], { type, size, suite: suite.id });
}

function keyProblem(
  assessment: ReturnType<typeof assessKey>['kind'],
  name: string,
  citation: string,
): ProfileProblem | undefined {
  switch (assessment) {
    case 'usable':
      return undefined;
    case 'migrating':
      return problemIf(
        true,
        `公開鍵${name}は移行期間中です。より強い鍵への切り替えをお勧めします(${citation})。`,
        `The public key ${name} is being phased out; a stronger one is recommended (${citation}).`,
        ALWAYS_WARNING,
      );
    case 'verification-only':
    case 'expired':
    case 'too-small':
    case 'unknown':
      return problemIf(
        true,
        `公開鍵${name}は新しいeシールに使用できません(${citation})。`,
        `The public key ${name} cannot be used for new seals (${citation}).`,
      );
  }
}

function checkKeyUsage({ certificate }: ProfileContext): RowOutcome {
  const usages = keyUsage(certificate) ?? [];
  const extension = findExtension(certificate, OID.keyUsage);
  const critical = extension?.critical ?? false;
  const missing = (['digitalSignature', 'nonRepudiation'] as const).filter(
    (usage) => !usages.includes(usage),
  );
  const excess = (['keyCertSign', 'cRLSign'] as const).filter((usage) => usages.includes(usage));
  return judged(
    { ja: '鍵の用途はeシールに適しています。', en: 'The key usage suits seals.' },
    [
      problemIf(
        missing.length > 0,
        `鍵の用途に${missing.join('と')}がありません。`,
        `The key usage lacks ${missing.join(' and ')}.`,
      ),
      problemIf(
        excess.length > 0,
        `鍵の用途に認証局のもの(${excess.join('、')})が含まれています。`,
        `The key usage includes what only authorities may do (${excess.join(', ')}).`,
      ),
      problemIf(
        extension !== undefined && !critical,
        '鍵の用途(keyUsage)がcriticalではありません。',
        'The extension keyUsage is not critical.',
        ALWAYS_WARNING,
      ),
    ],
    { usages, critical },
  );
}

function checkBasicConstraints({ certificate }: ProfileContext): RowOutcome {
  const constraints = basicConstraints(certificate);
  const cA = constraints?.cA ?? false;
  return judged(
    { ja: '認証局の証明書ではありません。', en: 'The certificate is not that of an authority.' },
    [
      problemIf(
        cA,
        '認証局の証明書です(cA=TRUE)。eシールには使用できません。',
        'The certificate is that of an authority (cA is TRUE) and cannot be used for seals.',
      ),
      problemIf(
        constraints === undefined,
        '基本制約(basicConstraints)がありません。認証局ではないものとして扱います。',
        'There is no basicConstraints extension; the certificate counts as not that of an authority.',
        INFORMATION,
      ),
    ],
    { present: constraints !== undefined, cA },
  );
}

function checkAuthorityKeyIdentifier({ certificate, issuer }: ProfileContext): RowOutcome {
  const identifier = authorityKeyIdentifier(certificate)?.keyIdentifier;
  if (identifier === undefined) {
    const missing = {
      ja: '認証局の鍵識別子(authorityKeyIdentifier)がありません。',
      en: "There is no identifier of the authority's key (authorityKeyIdentifier).",
    };
    return judged(missing, [{ message: missing }], { present: false });
  }
  const expected = issuer === undefined ? undefined : subjectKeyIdentifier(issuer);
  if (expected === undefined) {
    return notChecked(
      {
        ja: '認証局の鍵識別子はありますが、照合する認証局証明書(の鍵識別子)がないため確認していません。',
        en: "There is an identifier of the authority's key, but no certificate of the authority with one to compare it with.",
      },
      { present: true },
    );
  }
  const equal = identifier.join() === expected.join();
  return judged(
    {
      ja: '認証局の鍵識別子は認証局証明書と一致します。',
      en: "The identifier of the authority's key is the authority's.",
    },
    [
      problemIf(
        !equal,
        '認証局の鍵識別子が認証局証明書のものと異なります。',
        "The identifier of the authority's key is not that of the authority's certificate.",
      ),
    ],
    { present: true, equal },
  );
}

function checkSubjectKeyIdentifier({ certificate }: ProfileContext): RowOutcome {
  const present = subjectKeyIdentifier(certificate) !== undefined;
  return judged(
    { ja: '主体者の鍵識別子があります。', en: "The subject's key has an identifier." },
    [
      problemIf(
        !present,
        '主体者の鍵識別子(subjectKeyIdentifier)がありません。',
        "The subject's key has no identifier (subjectKeyIdentifier).",
      ),
    ],
    { present },
  );
}
