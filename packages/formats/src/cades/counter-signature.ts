/**
 * A counter-signature: a seal over the value of a seal, inside the same CMS (EN 319 122-1 §5.2.7, RFC 5652 §11.4). What was
 * received stays as it is.
 *
 * @module
 */
import { CoreError } from '@eseal/core';
import { type DerNode, encode, OID } from '@eseal/core/asn1';
import {
  attribute,
  CERTIFICATES_TAG,
  replaceUnsignedAttributes,
  replaceValues,
  type SignedData,
  type SignerInfo,
  spliceSignedData,
  withSetElements,
  withUnsignedAttributes,
} from '@eseal/core/cms';
import { FormatsError } from '../errors.ts';
import { assertNotFrozen, timestampsOver } from './archive-rules.ts';
import { assertSealIntact } from './assert-intact.ts';
import { readSigners } from './parse-signature.ts';
import { readSignedData } from './read-signed-data.ts';
import type { ReadSigner } from './read-signer.ts';
import { buildSignerInfo, type SealFrame, type SealValues } from './signed-data.ts';

/** A signature to be countersigned. */
export interface Countersignable {
  readonly existing: SignedData;
  readonly target: SignerInfo;
  /** What the target countersigns, from inside out; the last, or else the target, stands in the SignedData. */
  readonly around: readonly SignerInfo[];
}

/**
 * Reads a CMS and finds the signature in it that is to be countersigned.
 *
 * @throws FormatsError `CMS_UNREADABLE`, `CMS_CHANGE_FORBIDDEN` when an archive timestamp forbids it, `SEAL_BROKEN`; CoreError
 * `INVALID_ARGUMENT` when there is no such signature
 */
export async function openForCounterSignature(bytes: Uint8Array, id: string): Promise<Countersignable> {
  const existing = readSignedData(bytes);
  const signers = await readSigners(existing, [], existing.content === undefined ? 'detached' : 'attached');
  const path = pathTo(id, signers);
  const [target, ...around] = path.toReversed();
  if (target === undefined)
    throw new CoreError('INVALID_ARGUMENT', `counterSignatureOf: there is no signature ${id}`);
  const changed = path.map(({ signer }) => signer);
  assertNotFrozen([...existing.signerInfos, ...changed], 'a counter-signature');
  await assertMayChange(path);
  await assertSealIntact(target.signature, existing.certificates);
  return { existing, target: target.signer, around: around.map(({ signer }) => signer) };
}

/** The signatures from the one in the SignedData down to the one with an id; none when there is no such id. */
function pathTo(id: string | null, signers: readonly ReadSigner[]): readonly ReadSigner[] {
  const found = signers.find(({ signature }) => signature.id === id);
  return found === undefined ? [] : [...pathTo(found.signature.counterSignatureOf, signers), found];
}

/** A further attribute of the last one changes the bytes of those in between, which archive timestamps above may name. */
async function assertMayChange(path: readonly ReadSigner[]): Promise<void> {
  for (const [at, reading] of path.entries()) {
    const inside = path[at + 1];
    if (inside !== undefined && (await timestampsOver(reading, inside)).length > 0)
      throw new FormatsError(
        'CMS_CHANGE_FORBIDDEN',
        `a counter-signature would break the archive timestamp of ${reading.signature.id}`,
      );
  }
}

/** The existing CMS with a counter-signature on the target, and the certificates that it needs. */
export function addCounterSignature(
  { existing, target, around }: Countersignable,
  frame: SealFrame,
  values: SealValues,
): DerNode {
  const added = attribute(OID.countersignature, [buildSignerInfo(frame, values)]);
  let received = target;
  let changed = encode(withUnsignedAttributes(target, [added]));
  for (const outer of around) {
    const replacements = new Map([[received.raw, changed]]);
    const attributes = outer.unsignedAttributes.map((one) => replaceValues(one, replacements));
    changed = encode(replaceUnsignedAttributes(outer, attributes));
    received = outer;
  }
  return spliceSignedData(existing, {
    certificates: withSetElements(
      existing.fields.certificates,
      CERTIFICATES_TAG,
      frame.certificates.map(({ raw }) => raw),
    ),
    signerInfos: existing.signerInfos.map((signer) => (signer === received ? changed : signer.raw)),
  });
}
