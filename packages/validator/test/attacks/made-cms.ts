/** CMS made by hand with a good key, so that only what is odd about them can be what is refused. */
import {
  type DerNode,
  type DerPart,
  encode,
  OID,
  objectIdentifier,
  octetString,
  sequence,
} from '@eseal/core/asn1';
import {
  attachedContent,
  attribute,
  detachedSignedData,
  encodeSignedAttributes,
  parseSignedData,
  signedDataContentInfo,
  signerInfo,
  signerInfoFrame,
  signingCertificateV2,
  spliceSignedData,
} from '@eseal/core/cms';
import { digestBytes } from '@eseal/core/crypto';
import type { Entity, World } from '@eseal/testkit';
import { certificateOf } from '../judging.ts';

/** What is otherwise than it should be. */
export interface CmsDeviations {
  /** Signed attributes in the bytes that are embedded. Default the usual ones. */
  readonly signedAttributes?: readonly DerPart[];
  readonly signer?: Entity;
  /** Content that is carried; `undefined` for none. Default what is signed. */
  readonly carried?: Uint8Array | undefined;
  /** How many times the signer stands in it. Default once. */
  readonly signers?: number;
}

/** content-type, message-digest and the reference to the signer's certificate. */
export async function usualAttributes(content: Uint8Array, signer: Entity): Promise<readonly DerNode[]> {
  const certificate = certificateOf(signer);
  return [
    attribute(OID.contentType, [objectIdentifier(OID.data)]),
    attribute(OID.messageDigest, [octetString(await digestBytes('SHA-256', content))]),
    signingCertificateV2(certificate, 'SHA-256', await digestBytes('SHA-256', certificate.raw)),
  ];
}

/** A CMS by the seal of a world. */
export async function cmsOf(
  world: World,
  content: Uint8Array,
  deviations: CmsDeviations = {},
): Promise<Uint8Array> {
  const { signer = world.seal, signers = 1 } = deviations;
  const attributes = deviations.signedAttributes ?? (await usualAttributes(content, signer));
  const signedAttributes = encodeSignedAttributes(attributes);
  const signature = await signer.key.sign(signedAttributes);
  const frame = signerInfoFrame(certificateOf(signer), 'SHA-256', signer.key.algorithms[0]);
  const info = signerInfo(frame, { signedAttributes, signature });
  const fields = detachedSignedData({
    contentType: OID.data,
    digestAlgorithms: ['SHA-256'],
    certificates: world.chain,
  });
  const carried = 'carried' in deviations ? deviations.carried : content;
  const encapContentInfo =
    carried === undefined ? fields.encapContentInfo : attachedContent(OID.data, carried);
  const infos = Array.from({ length: signers }, () => info);
  return encode(signedDataContentInfo({ ...fields, encapContentInfo }, infos));
}

/** The same CMS without signed attributes, over other content, with another value when one is given. */
export function withoutAttributes(cms: Uint8Array, content: Uint8Array, value?: Uint8Array): Uint8Array {
  const received = parseSignedData(cms);
  const signerInfos = received.signerInfos.map(({ signedFields }) =>
    sequence(
      signedFields
        .filter(([tag]) => tag !== 0xa0)
        .map((field) => (field[0] === 0x04 && value !== undefined ? octetString(value) : field)),
    ),
  );
  return encode(
    spliceSignedData(received, { signerInfos, encapContentInfo: attachedContent(OID.data, content) }),
  );
}
