/**
 * What the timestamps of a CMS cover: the signatures, timestamps and material that their imprints reach (EN 319 122-1 §5.2.8,
 * §5.3, §5.5.3, §A.1.5).
 *
 * @module
 */
import { OID, TAG } from '@eseal/core/asn1';
import type { Attribute, SignedData } from '@eseal/core/cms';
import type { CoveredObject } from '@eseal/core/container';
import type { DigestAlgorithm } from '@eseal/core/crypto';
import { isEarlier } from '../archive-timestamp.ts';
import type { NamedByIndex } from '../ats-hash-index.ts';
import { readAttributeMaterial, readMaterial, readOtherRevocationInfo } from '../material.ts';
import type { ReadSigner } from '../read-signer.ts';
import type { ReadTimestamp } from '../timestamps.ts';
import {
  type CoveredContents,
  countCoverage,
  joinContents,
  NO_CONTENTS,
  toCoveredObjects,
} from './covered-objects.ts';
import { readMaterialReferences } from './material-references.ts';
import { type NamedMaterial, openNamedMaterial } from './named-material.ts';

/** Values of an attribute. */
type Values = Pick<Attribute, 'type' | 'values'>;

/** A signature whose timestamps are looked at, among the others of its CMS. */
interface CoveredSigner {
  readonly reading: ReadSigner;
  readonly signedData: SignedData;
  /** Signatures by the bytes of their SignerInfo. */
  readonly signers: ReadonlyMap<Uint8Array, ReadSigner>;
  readonly material: NamedMaterial;
}

/** The signatures of a CMS, with what each of their timestamps covers. */
export async function withCoverage(
  found: readonly ReadSigner[],
  signedData: SignedData,
): Promise<readonly ReadSigner[]> {
  const signers = new Map(found.map((reading) => [reading.signer.raw, reading]));
  const count = countCoverage();
  const covered: ReadSigner[] = [];
  for (const reading of found) {
    const { signature } = reading;
    const under = { reading, signedData, signers, material: openNamedMaterial(signature) };
    const stamps: ReadTimestamp[] = [];
    for (const one of reading.timestamps) {
      const covers = count.take(one.timestamp.input === undefined ? [] : await coveredBy(one, under));
      stamps.push({ ...one, timestamp: { ...one.timestamp, covers } });
    }
    const timestamps = stamps.map(({ timestamp }) => timestamp);
    const findings = [...signature.findings, ...count.findings];
    covered.push({ ...reading, timestamps: stamps, signature: { ...signature, timestamps, findings } });
  }
  return covered;
}

async function coveredBy(one: ReadTimestamp, under: CoveredSigner): Promise<readonly CoveredObject[]> {
  switch (one.timestamp.type) {
    case 'content':
      return countersigned(under);
    case 'signature':
      return signatureValue(under);
    case 'validation-data':
      return [...(await signatureValue(under)), ...(await attributes(VALIDATION_DATA, under))];
    case 'refs-only':
      return attributes(REFERENCES, under);
    case 'archive':
      return one.timestamp.archive?.version === 'v3' ? namedByIndex(one.named, under) : allBefore(one, under);
    default:
      return [];
  }
}

const REFERENCES: readonly string[] = [OID.certificateRefs, OID.revocationRefs];
const VALIDATION_DATA: readonly string[] = [OID.signatureTimestamp, ...REFERENCES];

/** What a counter-signature is over: the value that it countersigns. */
function countersigned(
  { reading: { signature } }: CoveredSigner,
  through: readonly DigestAlgorithm[] = [],
): readonly CoveredObject[] {
  const { counterSignatureOf: id } = signature;
  return id === null ? [] : toCoveredObjects({ ...NO_CONTENTS, signatures: [id] }, through);
}

/** The value of the signature, and through its digest what the signed attributes hold and name. */
async function signatureValue(under: CoveredSigner): Promise<readonly CoveredObject[]> {
  const { id, signature } = under.reading.signature;
  const value = toCoveredObjects({ ...NO_CONTENTS, signatures: [id] });
  const { digestAlgorithm: algorithm } = signature;
  if (algorithm === undefined) return value;
  return [...value, ...countersigned(under, [algorithm]), ...(await signedAttributes(under, [algorithm]))];
}

/** The SignerInfo without its unsigned attributes. */
async function signedFields(under: CoveredSigner): Promise<readonly CoveredObject[]> {
  const { id } = under.reading.signature;
  return [...toCoveredObjects({ ...NO_CONTENTS, signatures: [id] }), ...(await signedAttributes(under, []))];
}

/** The content timestamps among the signed attributes, and the certificates that these name. */
async function signedAttributes(
  { material, reading: { signature, timestamps } }: CoveredSigner,
  through: readonly DigestAlgorithm[],
): Promise<readonly CoveredObject[]> {
  const ids = timestamps
    .filter(({ timestamp }) => timestamp.type === 'content')
    .map(({ timestamp }) => timestamp.id);
  const references = signature.signingCertificateReferences.references.map(
    ({ digestAlgorithm, digest }) => ({ kind: 'certificate', digestAlgorithm, digest }) as const,
  );
  return [
    ...toCoveredObjects({ ...NO_CONTENTS, timestamps: ids }, through),
    ...(await material.find(references, through)),
  ];
}

/** The unsigned attributes of some types. */
function attributes(types: readonly string[], under: CoveredSigner): Promise<readonly CoveredObject[]> {
  const { unsignedAttributes } = under.reading.signer;
  return attributeValues(
    unsignedAttributes.filter(({ type }) => types.includes(type)),
    under,
  );
}

/** What stands in values of unsigned attributes, and what they name in turn. */
async function attributeValues(
  values: readonly Values[],
  { material, reading, signers }: CoveredSigner,
  through: readonly DigestAlgorithm[] = [],
): Promise<readonly CoveredObject[]> {
  return [
    ...toCoveredObjects(contentsOf(values, reading, signers), through),
    ...(await material.find(values.flatMap(readMaterialReferences), through)),
  ];
}

function contentsOf(
  all: readonly Values[],
  { timestamps }: ReadSigner,
  signers: ReadonlyMap<Uint8Array, ReadSigner>,
): CoveredContents {
  const ids = new Map(timestamps.map(({ timestamp }) => [timestamp.token, timestamp.id]));
  const values = all.flatMap((one) => one.values);
  return joinContents([
    { timestamps: values.flatMap((value) => ids.get(value) ?? []) },
    ...all.map(readAttributeMaterial),
    ...values.map((value) => wholeSigner(signers.get(value), signers)),
  ]);
}

/** A counter-signature with everything in it. */
function wholeSigner(
  reading: ReadSigner | undefined,
  signers: ReadonlyMap<Uint8Array, ReadSigner>,
): Partial<CoveredContents> {
  if (reading === undefined) return {};
  const { signature, signer, timestamps } = reading;
  const content = timestamps.filter(({ timestamp }) => timestamp.type === 'content');
  return joinContents([
    { signatures: [signature.id], timestamps: content.map(({ timestamp }) => timestamp.id) },
    contentsOf(signer.unsignedAttributes, reading, signers),
  ]);
}

/** Version 3: the SignerInfo, and through the index what that names. */
async function namedByIndex(
  named: NamedByIndex | undefined,
  under: CoveredSigner,
): Promise<readonly CoveredObject[]> {
  const own = await signedFields(under);
  if (named === undefined) return own;
  const material = {
    certificates: named.certificates.filter(isSequence),
    crls: named.crls.filter(isSequence),
    ocspResponses: named.crls.filter((raw) => !isSequence(raw)).flatMap(readOtherRevocationInfo),
  };
  const through = [named.algorithm];
  return [
    ...own,
    ...toCoveredObjects(joinContents([material]), through),
    ...(await attributeValues(named.attributes, under, through)),
  ];
}

/** A certificate or CRL, and none of the other choices, which have tags of their own (RFC 5652 §10.2). */
function isSequence([tag]: Uint8Array): boolean {
  return tag === TAG.sequence;
}

/** Version 2: everything that stood in the SignedData and in the SignerInfo before it (RFC 5126 §6.4.1). */
async function allBefore({ token }: ReadTimestamp, under: CoveredSigner): Promise<readonly CoveredObject[]> {
  const { reading, signedData } = under;
  const { genTime } = token.tstInfo;
  const earlier = reading.signer.unsignedAttributes.filter((attribute) => isEarlier(attribute, genTime));
  return [
    ...(await signedFields(under)),
    ...toCoveredObjects(joinContents([readMaterial(signedData, [])])),
    ...(await attributeValues(earlier, under)),
  ];
}
