/**
 * Material inside the last archive timestamp of a seal, where the certificates of the CMS itself cannot change
 * (EN 319 122-1 §5.5.3).
 *
 * @module
 */
import { readable, type ValidationMaterial } from '@eseal/core';
import { type DerPart, encode } from '@eseal/core/asn1';
import {
  changeSignedData,
  replaceUnsignedAttributes,
  replaceValues,
  type SignedData,
  type SignerInfo,
  spliceSignedData,
} from '@eseal/core/cms';
import { parseTimestampToken } from '@eseal/core/timestamp';
import { FormatsError } from '../../errors.ts';
import { isArchiveTimestamp } from '../archive-rules.ts';
import { withMaterial } from '../with-material.ts';

/**
 * Puts material into the last archive timestamp of each chosen seal: nothing covers that token yet.
 *
 * @throws FormatsError `CMS_CHANGE_FORBIDDEN` when a chosen seal has none, though another seal of the CMS has
 */
export function addMaterialToTokens(
  signedData: SignedData,
  chosen: ReadonlySet<number>,
  material: ValidationMaterial,
): SignedData {
  const signerInfos = signedData.signerInfos.map((signer, position) =>
    chosen.has(position) ? withMaterialInToken(signer, material) : signer.raw,
  );
  return changeSignedData(signedData, { signerInfos });
}

function withMaterialInToken(signer: SignerInfo, material: ValidationMaterial): DerPart {
  const last = findLastArchive(signer);
  if (last === undefined)
    throw new FormatsError(
      'CMS_CHANGE_FORBIDDEN',
      'certificates for this seal would break the archive timestamp of another seal in the same CMS',
    );
  const { signedData } = parseTimestampToken(last);
  const token = encode(spliceSignedData(withMaterial(signedData, material), {}));
  const replacements = new Map([[last, token]]);
  return replaceUnsignedAttributes(
    signer,
    signer.unsignedAttributes.map((attribute) => replaceValues(attribute, replacements)),
  );
}

/** The youngest token; of several of the same time the one that was added last. */
function findLastArchive({ unsignedAttributes }: SignerInfo): Uint8Array | undefined {
  const tokens = unsignedAttributes
    .filter(isArchiveTimestamp)
    .flatMap(({ values }) => values)
    .flatMap((value) => {
      const time = readable(() => parseTimestampToken(value))?.tstInfo.genTime.getTime();
      return time === undefined ? [] : [{ value, time }];
    });
  const latest = Math.max(...tokens.map(({ time }) => time));
  return tokens.findLast(({ time }) => time === latest)?.value;
}
