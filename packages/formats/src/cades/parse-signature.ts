/**
 * A SignerInfo as one of the signatures of a file, with its counter-signatures after it (EN 319 122-1 §5.2.7).
 *
 * @module
 */
import { readable } from '@eseal/core';
import { OID } from '@eseal/core/asn1';
import { findAttributes, parseSignerInfo, type SignedData, type SignerInfo } from '@eseal/core/cms';
import type {
  DigestInput,
  ParsedSignature,
  ParseFinding,
  SealScope,
  SignatureValue,
} from '@eseal/core/container';
import { digestByOid, identifySignature } from '@eseal/core/crypto';
import { FormatsError } from '../errors.ts';
import { type CmsDigests, createCmsDigests } from './cms-digests.ts';
import { chooseContent } from './content.ts';
import { withCoverage } from './covered/timestamp-covers.ts';
import { formOf } from './form.ts';
import { createIdentifiers, type Identifiers } from './identifiers.ts';
import { readMaterial } from './material.ts';
import { readSignaturePolicy } from './read-signature-policy.ts';
import type { ReadSigner } from './read-signer.ts';
import { readStatements } from './read-statements.ts';
import { readSignedView, type SignedView } from './signed-view.ts';
import { findNamedCertificate } from './signing-certificate.ts';
import { checkFields, checkStructure } from './structure.ts';
import { readTimestamps } from './timestamps.ts';

/** What the signatures of one CMS have in common. */
export interface CmsUnderParse {
  readonly signedData: SignedData;
  readonly packaging: 'attached' | 'detached';
  /** Contents that the signatures may be over. */
  readonly contents: readonly DigestInput[];
  readonly identifiers: Identifiers;
  readonly digests: CmsDigests;
}

/** Most signatures, counter-signatures included, and deepest nesting of these that are read. */
const MAX_SIGNATURES = 1000;
const MAX_DEPTH = 16;
/** Most times that a certificate or revocation datum is looked at: once for each signature. */
const MAX_LOOKS = 100_000;

/** The signature that another one countersigns. */
interface Countersigned {
  readonly id: string;
  readonly value: Uint8Array;
}

/** A signature that is still to be read. */
interface Waiting {
  readonly signer: SignerInfo;
  readonly parent: Countersigned | undefined;
  readonly depth: number;
}

/** Reads every signature of a CMS, see {@link readSigners}. */
export async function parseSignatures(
  ...given: Parameters<typeof readSigners>
): Promise<readonly ParsedSignature[]> {
  return (await readSigners(...given)).map(({ signature }) => signature);
}

/**
 * Reads every signature of a CMS: each SignerInfo followed by its counter-signatures.
 *
 * @param identifiers - of the file that the CMS stands in, where it is not a file of its own
 * @throws FormatsError `CMS_LIMIT_EXCEEDED` for more signatures, or deeper nesting, than anyone makes
 */
export async function readSigners(
  signedData: SignedData,
  contents: readonly DigestInput[],
  packaging: 'attached' | 'detached',
  identifiers: Identifiers = createIdentifiers(),
): Promise<readonly ReadSigner[]> {
  const digests = createCmsDigests(signedData);
  const cms = { signedData, packaging, contents, identifiers, digests };
  const found: ReadSigner[] = [];
  const { certificates, crls, otherRevocationInfos } = signedData;
  const looks = certificates.length + crls.length + otherRevocationInfos.length;
  const limit = Math.min(MAX_SIGNATURES, MAX_LOOKS / Math.max(looks, 1));
  const waiting = signedData.signerInfos
    .map((signer): Waiting => ({ signer, parent: undefined, depth: 0 }))
    .reverse();
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { signer, parent, depth } = next;
    if (found.length >= limit || depth > MAX_DEPTH) throw tooMany();
    const counterSignatures = readCounterSignatures(signer);
    const content = await findContent(cms, signer, parent);
    const reading = await parseSignature(cms, { signer, content, parent }, counterSignatures.findings);
    found.push(reading);
    const countersigned = { id: reading.signature.id, value: signer.signature };
    for (const one of counterSignatures.signers.toReversed())
      waiting.push({ signer: one, parent: countersigned, depth: depth + 1 });
  }
  return withCoverage(found, signedData);
}

function tooMany(): FormatsError {
  return new FormatsError(
    'CMS_LIMIT_EXCEEDED',
    'there are too many signatures, or too much material for so many, or they are nested too deeply',
  );
}

function readCounterSignatures({ unsignedAttributes }: SignerInfo): {
  readonly signers: readonly SignerInfo[];
  readonly findings: readonly ParseFinding[];
} {
  const values = findAttributes(unsignedAttributes, OID.countersignature).flatMap((one) => one.values);
  const signers = values.flatMap((value) => readable(() => parseSignerInfo(value)) ?? []);
  const findings = signers.length === values.length ? [] : [COUNTER_SIGNATURE_UNREADABLE];
  return { signers, findings };
}

const COUNTER_SIGNATURE_UNREADABLE: ParseFinding = {
  id: 'COUNTER_SIGNATURE_UNREADABLE',
  severity: 'warning',
  message: 'a counter-signature cannot be read and is left out',
  citation: 'RFC 5652 §11.4',
};

/** What a signature is over: one of the contents, or the value that it countersigns. */
async function findContent(
  { contents }: CmsUnderParse,
  signer: SignerInfo,
  countersigned: Countersigned | undefined,
): Promise<DigestInput | undefined> {
  if (countersigned !== undefined) return { kind: 'bytes', pieces: [countersigned.value] };
  if (contents.length <= 1) return contents[0];
  const algorithm = digestByOid(signer.digestAlgorithm.oid)?.name;
  return chooseContent(contents, algorithm, readSignedView(signer).messageDigest);
}

/** A signature of which it is known what it is over. */
interface LocatedSigner extends Pick<ReadSigner, 'content' | 'signer'> {
  readonly parent: Countersigned | undefined;
}

async function parseSignature(
  cms: CmsUnderParse,
  { signer, content, parent: countersigned }: LocatedSigner,
  noticed: readonly ParseFinding[],
): Promise<ReadSigner> {
  const { signedData, identifiers } = cms;
  const view = readSignedView(signer);
  const signature = readSignature(signer, view, content);
  const material = readMaterial(signedData, signer.unsignedAttributes);
  const timestamps = await readTimestamps({
    signedData,
    signer,
    signedAttributes: view.attributes,
    content,
    identifiers,
    digests: cms.digests,
  });
  const references = view.signingCertificates.flatMap((one) => one.references);
  const hint = { kind: 'signer-identifier', identifier: signer.sid } as const;
  const signaturePolicy = readSignaturePolicy(view.attributes, signer.unsignedAttributes);
  const isCounterSignature = countersigned !== undefined;
  const under = { signedData, signer, view, isCounterSignature, algorithm: signature.algorithm };
  const form = formOf({
    ...under,
    timestamps: timestamps.found,
    signingCertificate: await findNamedCertificate({ references, hint }, signedData.certificates),
    material,
  });
  const parsed: ParsedSignature = {
    id: await identifiers.of('S', signer.raw),
    format: form === 'NOT-ETSI' ? 'CMS' : 'CAdES',
    form,
    structure: checkStructure(under),
    counterSignatureOf: countersigned?.id ?? null,
    references: readReferences(signer, view, content),
    signature,
    signingCertificateReferences: { count: view.signingCertificateCount, references },
    certificateHint: hint,
    ...material,
    claimedTime: view.isTimeMisencoded ? undefined : view.signingTime,
    timestamps: timestamps.found.map(({ timestamp }) => timestamp),
    ...(signaturePolicy !== undefined && { signaturePolicy }),
    statements: readStatements(view),
    scope: describeScope(cms, content, countersigned),
    findings: [...checkFields(under), ...timestamps.findings, ...noticed],
  };
  return { signature: parsed, signer, content, timestamps: timestamps.found };
}

/** The value, and the bytes under it: the signed attributes, or without any the content itself (RFC 5652 §5.4). */
function readSignature(
  signer: SignerInfo,
  view: SignedView,
  content: DigestInput | undefined,
): SignatureValue {
  const { oid } = signer.signatureAlgorithm;
  const digestAlgorithm = digestByOid(signer.digestAlgorithm.oid)?.name;
  const identified = readable(() => identifySignature(signer.signatureAlgorithm, digestAlgorithm));
  const attributes: DigestInput | undefined = view.bytes && { kind: 'bytes', pieces: [view.bytes] };
  return {
    algorithm: identified?.algorithm,
    algorithmName: oid,
    ...(identified?.saltLength !== undefined && { saltLength: identified.saltLength }),
    digestAlgorithm,
    signedBytes: signer.signedAttributesRaw === undefined ? content : attributes,
    ...(view.receivedBytes && { receivedBytes: { kind: 'bytes', pieces: [view.receivedBytes] } }),
    value: signer.signature,
  };
}

function readReferences(
  signer: SignerInfo,
  view: SignedView,
  input: DigestInput | undefined,
): ParsedSignature['references'] {
  if (signer.signedAttributesRaw === undefined) return [];
  const digestAlgorithm = digestByOid(signer.digestAlgorithm.oid)?.name;
  return [{ kind: 'message-digest', digestAlgorithm, digest: view.messageDigest, input }];
}

function describeScope(
  { packaging }: CmsUnderParse,
  content: DigestInput | undefined,
  countersigned: Countersigned | undefined,
): SealScope {
  if (countersigned !== undefined) {
    return { coversWholeDocument: false, description: `the signature value of ${countersigned.id}` };
  }
  if (content === undefined)
    return { coversWholeDocument: false, description: 'a document that was not given' };
  const description =
    packaging === 'attached' ? 'the whole content inside the seal' : 'the whole document beside the seal';
  return { coversWholeDocument: true, description };
}
