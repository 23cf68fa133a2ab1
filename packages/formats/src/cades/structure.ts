/**
 * What a SignerInfo says against its own grammar (structure) and against the rules on its fields (findings). Neither says
 * whether the signature holds.
 *
 * @module
 */
import { readable, toHex } from '@eseal/core';
import { DerReader, OID } from '@eseal/core/asn1';
import {
  type Attribute,
  findAttributes,
  readAttributes,
  type SignedData,
  type SignerInfo,
} from '@eseal/core/cms';
import type { ParseFinding, StructureCheck } from '@eseal/core/container';
import {
  type AlgorithmIdentifier,
  digestByOid,
  type SignatureAlgorithm,
  signatureRow,
} from '@eseal/core/crypto';
import { ATTRIBUTES, attributeRow } from './attribute-table.ts';
import { hasAttribute, type SignedView } from './signed-view.ts';

/** A SignerInfo with what it stands in. */
export interface SignerUnderCheck {
  readonly signedData: SignedData;
  readonly signer: SignerInfo;
  readonly view: SignedView;
  readonly isCounterSignature: boolean;
  readonly algorithm: SignatureAlgorithm | undefined;
}

/** Whether every attribute that is acted on can be read by its grammar. */
export function checkStructure({ signer, view }: SignerUnderCheck): StructureCheck {
  const messages: string[] = [];
  if (signer.signedAttributesRaw !== undefined && view.bytes === undefined)
    messages.push('the signed attributes have no DER encoding');
  for (const attribute of [...view.attributes, ...signer.unsignedAttributes]) {
    if (attribute.values.length === 0) messages.push(`attribute ${nameOf(attribute.type)} has no value`);
  }
  const unreadable = (type: string, value: unknown): void => {
    const [first] = findAttributes(view.attributes, type);
    const single = first?.values.length === 1 && findAttributes(view.attributes, type).length === 1;
    if (single && value === undefined) messages.push(`attribute ${nameOf(type)} cannot be read`);
  };
  unreadable(OID.contentType, view.contentType);
  unreadable(OID.messageDigest, view.messageDigest);
  unreadable(OID.signingTime, view.signingTime);
  return { valid: messages.length === 0, messages };
}

/** What the rules on the fields of a SignerInfo are broken by. */
export function checkFields(under: SignerUnderCheck): readonly ParseFinding[] {
  const { signer, view } = under;
  if (signer.signedAttributesRaw === undefined) return [withoutSignedAttributes(under)];
  return [
    ...requiredAttributes(under),
    ...repeated(view.attributes, 'signed'),
    ...repeated(signer.unsignedAttributes, 'unsigned'),
    ...algorithms(under),
    ...encoding(under),
    ...unknown([...view.attributes, ...signer.unsignedAttributes]),
  ];
}

/** Without signed attributes the value covers the content, and attributes of another signature could be the content. */
function withoutSignedAttributes({ signedData }: SignerUnderCheck): ParseFinding {
  const [content] = signedData.content ?? [];
  const attributes =
    content && readable(() => readAttributes(DerReader.over(content, 'content').set('SignedAttributes')));
  if (attributes !== undefined && hasAttribute(attributes, OID.messageDigest)) {
    return {
      id: 'CONTENT_IS_SIGNED_ATTRIBUTES',
      severity: 'error',
      message: 'the content is the signed attributes of another signature',
      citation: 'RFC 5652 §5.4',
    };
  }
  return {
    id: 'SIGNED_ATTRIBUTES_MISSING',
    severity: 'warning',
    message: 'the signature has no signed attributes, so it is no CAdES signature',
    citation: 'EN 319 122-1 §5.1',
  };
}

function requiredAttributes({
  signedData,
  view,
  isCounterSignature,
}: SignerUnderCheck): readonly ParseFinding[] {
  const findings: ParseFinding[] = [];
  const missing = (type: string, severity: ParseFinding['severity'], citation: string): void => {
    if (hasAttribute(view.attributes, type)) return;
    const name = nameOf(type);
    const id = `${name.toUpperCase().replaceAll('-', '_')}_MISSING`;
    findings.push({ id, severity, message: `there is no ${name} attribute`, citation });
  };
  missing(OID.messageDigest, 'error', 'RFC 5652 §5.3');
  // RFC 5652 §11.4: a counter-signature has no content-type.
  if (!isCounterSignature) missing(OID.contentType, 'error', 'RFC 5652 §5.3');
  if (!isCounterSignature && view.contentType !== undefined && view.contentType !== signedData.contentType) {
    findings.push({
      id: 'CONTENT_TYPE_DIFFERS',
      severity: 'error',
      message: `the content is ${signedData.contentType}, the signature is of ${view.contentType}`,
      citation: 'RFC 5652 §11.1',
    });
  }
  const { signingCertificateCount: count, signingCertificates } = view;
  if (count === 0) {
    findings.push({
      id: 'SIGNING_CERTIFICATE_MISSING',
      severity: 'warning',
      message: 'the signature does not name its certificate, which could be exchanged',
      citation: 'EN 319 122-1 §5.2.2',
    });
  }
  if (signingCertificates.length < count) {
    findings.push({
      id: 'SIGNING_CERTIFICATE_UNREADABLE',
      severity: signingCertificates.length === 0 ? 'error' : 'warning',
      message: 'a reference to the certificate cannot be read',
      citation: 'RFC 5035 §4',
    });
  }
  return findings;
}

function repeated(attributes: readonly Attribute[], place: 'signed' | 'unsigned'): readonly ParseFinding[] {
  return ATTRIBUTES.filter((row) => row.once && row.place === place).flatMap(({ oid, name }) => {
    const found = findAttributes(attributes, oid);
    const values = found.reduce((count, one) => count + one.values.length, 0);
    if (found.length <= 1 && values <= 1) return [];
    // The two that the value is verified by must be beyond doubt.
    const severity = oid === OID.messageDigest || oid === OID.contentType ? 'error' : 'warning';
    const message = `attribute ${name} has ${values} values in ${found.length} instances`;
    return [{ id: 'ATTRIBUTE_REPEATED', severity, message, citation: 'RFC 5652 §11' } as const];
  });
}

function algorithms({ signer, view, algorithm }: SignerUnderCheck): readonly ParseFinding[] {
  const findings: ParseFinding[] = [];
  const row = algorithm && signatureRow(algorithm);
  const digest = digestByOid(signer.digestAlgorithm.oid)?.name;
  // RSASSA-PSS names its digest in its own parameters, beside that of message-digest.
  if (row !== undefined && row.scheme !== 'rsa-pss' && digest !== row.digest) {
    findings.push({
      id: 'DIGEST_ALGORITHMS_DIFFER',
      severity: row.scheme === 'eddsa' ? 'warning' : 'error',
      message: `the digest algorithm is ${digest ?? signer.digestAlgorithm.oid}, that of ${row.name} is ${row.digest}`,
      citation: row.scheme === 'eddsa' ? 'RFC 8419 §3' : 'RFC 5652 §5.3',
    });
  }
  for (const { values } of findAttributes(view.attributes, OID.cmsAlgorithmProtection)) {
    if (values.every((value) => protects(value, signer))) continue;
    findings.push({
      id: 'ALGORITHM_PROTECTION_DIFFERS',
      severity: 'error',
      message: 'the signed algorithms are not those beside the signature value',
      citation: 'RFC 6211 §3',
    });
  }
  return findings;
}

/** Whether CMSAlgorithmProtection names the algorithms of the SignerInfo. */
function protects(value: Uint8Array, signer: SignerInfo): boolean {
  const found = readable(() => {
    const reader = DerReader.over(value, 'CMSAlgorithmProtection').sequence('CMSAlgorithmProtection');
    return { digest: readIdentifier(reader, 0x30), signature: readIdentifier(reader, 0xa1) };
  });
  return (
    found !== undefined &&
    sameAlgorithm(found.digest, signer.digestAlgorithm) &&
    sameAlgorithm(found.signature, signer.signatureAlgorithm)
  );
}

function readIdentifier(reader: DerReader, tag: number): Pick<AlgorithmIdentifier, 'oid' | 'parameters'> {
  const inner = reader.inside(tag, 'AlgorithmIdentifier');
  const oid = inner.objectIdentifier('algorithm');
  return { oid, parameters: inner.atEnd ? undefined : inner.raw('parameters') };
}

const NULL = '0500';

function sameAlgorithm(
  a: Pick<AlgorithmIdentifier, 'oid' | 'parameters'>,
  b: Pick<AlgorithmIdentifier, 'oid' | 'parameters'>,
): boolean {
  const parameters = ({ parameters }: typeof a): string =>
    parameters === undefined ? NULL : toHex(parameters);
  return a.oid === b.oid && parameters(a) === parameters(b);
}

function encoding({ signedData, signer, view }: SignerUnderCheck): readonly ParseFinding[] {
  const findings: ParseFinding[] = [];
  if (!view.receivedAsDer) {
    findings.push({
      id: 'SIGNED_ATTRIBUTES_NOT_DER',
      severity: 'warning',
      message: 'the signed attributes are transmitted in another order or encoding than the signed one',
      citation: 'RFC 5652 §5.4',
    });
  }
  if (view.isTimeMisencoded) {
    findings.push({
      id: 'SIGNING_TIME_MISENCODED',
      severity: 'warning',
      message: 'the claimed time is a GeneralizedTime where UTCTime is demanded, and is not used',
      citation: 'RFC 5652 §11.3',
    });
  }
  if (!signedData.digestAlgorithms.some(({ oid }) => oid === signer.digestAlgorithm.oid)) {
    findings.push({
      id: 'DIGEST_ALGORITHM_NOT_LISTED',
      severity: 'information',
      message: 'the digest algorithm of the signature is not among those of the SignedData',
      citation: 'RFC 5652 §5.1',
    });
  }
  return findings;
}

/** Most types that a message lists. */
const MAX_SHOWN = 10;

function unknown(attributes: readonly Attribute[]): readonly ParseFinding[] {
  const types = new Set(
    attributes.map(({ type }) => type).filter((type) => attributeRow(type) === undefined),
  );
  if (types.size === 0) return [];
  const shown = [...types].slice(0, MAX_SHOWN).join(', ') + (types.size > MAX_SHOWN ? ', …' : '');
  return [
    {
      id: 'ATTRIBUTE_UNKNOWN',
      severity: 'information',
      message: `attributes that are not known were not read: ${shown}`,
      citation: 'RFC 5652 §5.3',
    },
  ];
}

function nameOf(type: string): string {
  return attributeRow(type)?.name ?? type;
}
