/** F-16 and F-19 to F-23: declared names, LEI, purposes of the key, statements, and extensions nobody knows. */
import { OID } from '@eseal/core/asn1';
import { readLeiExtension, readLeiRoleExtension } from '@eseal/core/identity';
import {
  extendedKeyUsage,
  findExtension,
  formatName,
  qcStatements,
  qcTypes,
  subjectAltName,
} from '@eseal/core/x509';
import { concernsLeiExtension } from '../lei-conflict.ts';
import {
  ALWAYS_ERROR,
  absent,
  ERROR,
  FIGURE_14,
  INFORMATION,
  judged,
  type ProfileContext,
  type ProfileProblem,
  type ProfileRow,
  problemIf,
  type RowOutcome,
  WARNING,
} from '../profile-row.ts';

/** Rows about the remaining extensions. */
export const FURTHER_EXTENSION_ROWS: readonly ProfileRow[] = [
  {
    id: 'F-16',
    field: 'subjectAltName',
    oid: OID.subjectAltName,
    severity: INFORMATION,
    citation: `${FIGURE_14}; RFC 5280 §4.2.1.6`,
    check: checkAlternativeNames,
  },
  {
    id: 'F-19',
    field: 'lei',
    oid: OID.lei,
    severity: ERROR,
    citation: `${FIGURE_14}; ISO 17442-2`,
    check: checkLeiExtension,
  },
  {
    id: 'F-20',
    field: 'leiRole',
    oid: OID.leiRole,
    severity: INFORMATION,
    citation: `${FIGURE_14}; ISO 17442-2; CA/B Forum S/MIME BR §7.1.2.3`,
    check: checkLeiRole,
  },
  {
    id: 'F-21',
    field: 'extKeyUsage',
    oid: OID.extendedKeyUsage,
    severity: WARNING,
    citation: 'RFC 5280 §4.2.1.12',
    check: checkExtendedKeyUsage,
  },
  {
    id: 'F-22',
    field: 'qcStatements',
    oid: OID.qcStatements,
    severity: INFORMATION,
    citation: 'EN 319 412-5 §4',
    check: checkStatements,
  },
  {
    id: 'F-23',
    field: 'extensions',
    oid: undefined,
    severity: ALWAYS_ERROR,
    citation: 'RFC 5280 §4.2',
    check: checkUnknownExtensions,
  },
];

function checkAlternativeNames({ certificate, identity }: ProfileContext): RowOutcome {
  const names = subjectAltName(certificate);
  if (names === undefined)
    return absent('主体者別名はありません(任意項目)。', 'There is no alternative name (optional).');
  const directories = names.flatMap((name) => (name.kind === 'directoryName' ? [formatName(name.name)] : []));
  const declared = (identity?.declared ?? []).map(({ value }) => value);
  return judged(
    {
      ja: '主体者別名に拠点や部門などの記載はありません。',
      en: 'The alternative names declare no place or department.',
    },
    [
      problemIf(
        directories.length > 0,
        `次の記載は組織の自己申告であり、認証局は確認していません:${directories.join(' / ')}`,
        `Declared by the organisation, not verified by the authority: ${directories.join(' / ')}`,
      ),
    ],
    { present: true, declared, kinds: [...new Set(names.map(({ kind }) => kind))] },
  );
}

function checkLeiExtension({ certificate, identity }: ProfileContext): RowOutcome {
  const extension = findExtension(certificate, OID.lei);
  if (extension === undefined) return absent('LEIはありません(任意項目)。', 'There is no LEI (optional).');
  const content = readLeiExtension(extension.value);
  if (content.kind === 'unreadable') {
    const message = { ja: 'LEIを読めません。', en: `The LEI cannot be read: ${content.reason}` };
    return judged(message, [{ message }], { present: true });
  }
  const { lei, check, encoding } = content;
  return judged(
    { ja: `LEIは${lei}です。`, en: `The LEI is ${lei}.` },
    [
      problemIf(
        check.kind === 'malformed',
        `LEI「${lei}」の形式が正しくありません。`,
        `The LEI "${lei}" is malformed.`,
      ),
      problemIf(
        check.kind === 'check-digit',
        `LEI「${lei}」の検査用数字が合いません。`,
        `The check digits of the LEI "${lei}" are wrong.`,
      ),
      ...(identity?.conflicts ?? []).filter(concernsLeiExtension).map(({ message }) => ({ message })),
      problemIf(
        encoding !== 'standard',
        'LEIが標準(ISO 17442-2)のPrintableStringで書かれていません。',
        'The LEI is not a PrintableString as ISO 17442-2 demands.',
        WARNING,
      ),
      problemIf(extension.critical, 'LEIがcriticalです。', 'The LEI extension is critical.', WARNING),
    ],
    { present: true, lei, encoding, critical: extension.critical },
  );
}

function checkLeiRole({ certificate }: ProfileContext): RowOutcome {
  const extension = findExtension(certificate, OID.leiRole);
  if (extension === undefined)
    return absent('LEIの役割はありません(任意項目)。', 'There is no LEI role (optional).');
  const content = readLeiRoleExtension(extension.value);
  if (content.kind === 'unreadable') {
    const message = { ja: 'LEIの役割を読めません。', en: `The LEI role cannot be read: ${content.reason}` };
    return judged(message, [{ message, severity: WARNING }], { present: true });
  }
  const message = {
    ja: `LEIの役割「${content.role}」が書かれています。組織の証明書では通常使いません。`,
    en: `There is an LEI role, "${content.role}", which certificates of organisations usually do not have.`,
  };
  return judged(message, [{ message }], { present: true, role: content.role });
}

/** Purposes that by themselves show the certificate to be for something else. */
const OTHER_PURPOSES: ReadonlySet<string> = new Set([OID.serverAuth, OID.timeStamping, OID.ocspSigning]);

function checkExtendedKeyUsage({ certificate }: ProfileContext): RowOutcome {
  const purposes = extendedKeyUsage(certificate);
  if (purposes === undefined)
    return absent('拡張鍵用途はありません(通常)。', 'There is no extKeyUsage, as is usual.');
  return judged(
    {
      ja: '拡張鍵用途はeシールを妨げません。',
      en: 'The extension extKeyUsage does not speak against seals.',
    },
    [
      problemIf(
        purposes.every((purpose) => OTHER_PURPOSES.has(purpose)),
        `拡張鍵用途が他の目的だけになっています(${purposes.join('、')})。`,
        `The extension extKeyUsage names only other purposes (${purposes.join(', ')}).`,
      ),
    ],
    { present: true, purposes },
  );
}

function checkStatements({ certificate }: ProfileContext): RowOutcome {
  const statements = qcStatements(certificate).map(({ statementId }) => statementId);
  if (findExtension(certificate, OID.qcStatements) === undefined) {
    return absent('qcStatementsはありません(任意項目)。', 'There are no qcStatements (optional).');
  }
  const types = qcTypes(certificate);
  return judged(
    {
      ja: '証明書の種別はeシール用とされています。',
      en: 'The certificate states that it is for electronic seals.',
    },
    [statementProblem(types)],
    { present: true, statements, types },
  );
}

function statementProblem(types: readonly string[]): ProfileProblem | undefined {
  if (types.includes(OID.qcTypeEseal)) return undefined;
  return types.length === 0
    ? problemIf(true, 'qcStatementsに証明書の種別がありません。', 'The qcStatements do not state a type.')
    : problemIf(
        true,
        `証明書の種別はeシール用ではありません(${types.join('、')})。`,
        `By its statements the certificate is not for electronic seals (${types.join(', ')}).`,
      );
}

/** Extensions the SDK reads; of the others only those that are critical matter. */
const PROCESSED: ReadonlySet<string> = new Set([
  OID.subjectKeyIdentifier,
  OID.keyUsage,
  OID.subjectAltName,
  OID.issuerAltName,
  OID.basicConstraints,
  OID.nameConstraints,
  OID.cRLDistributionPoints,
  OID.certificatePolicies,
  OID.policyMappings,
  OID.authorityKeyIdentifier,
  OID.policyConstraints,
  OID.extendedKeyUsage,
  OID.inhibitAnyPolicy,
  OID.authorityInfoAccess,
  OID.qcStatements,
  OID.lei,
  OID.leiRole,
]);

function checkUnknownExtensions({ certificate }: ProfileContext): RowOutcome {
  const unknown = certificate.extensions.filter(({ oid }) => !PROCESSED.has(oid));
  const critical = unknown.filter((extension) => extension.critical).map(({ oid }) => oid);
  return judged(
    { ja: '処理できないcritical拡張はありません。', en: 'No critical extension is unknown.' },
    [
      problemIf(
        critical.length > 0,
        `処理できないcritical拡張(${critical.join('、')})があります。検証者はこの証明書を受け入れません。`,
        `There are unknown critical extensions (${critical.join(', ')}); no verifier accepts the certificate.`,
      ),
    ],
    { unknown: unknown.map(({ oid }) => oid), critical },
  );
}
