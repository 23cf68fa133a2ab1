/** Sealing a file that the user chose, in the format of its kind. */
import { openRandomAccess, type SealFormat, type Signer, seal } from '@eseal/core';
import { createTimestampClient } from '@eseal/core/timestamp';
import { cades } from '@eseal/formats/cades';
import { detectFormat } from '@eseal/formats/detect';
import { pades } from '@eseal/formats/pades';
import { xades } from '@eseal/formats/xades';

/** A sealed file to be downloaded. */
export interface SealedFile {
  readonly name: string;
  readonly content: Blob;
}

/** Seals a file; with a timestamp its seal is B-T, without one B-B. */
export async function sealFile(file: File, signer: Signer, withTimestamp: boolean): Promise<SealedFile> {
  const { format, name } = await chooseFormat(file);
  const timestamps = createTimestampClient({ url: new URL('tsa', location.href).href });
  const sealed = await seal(file, {
    signer,
    format,
    ...(withTimestamp ? { adesLevel: 'B-T', timestamps } : { adesLevel: 'B-B' }),
  });
  const content = await new Response(sealed.toStream()).blob();
  return { name, content: content.slice(0, content.size, sealed.mediaType) };
}

/** PDF and XML hold their seal; that of any other file stands beside it. */
async function chooseFormat(file: File): Promise<{ readonly format: SealFormat; readonly name: string }> {
  const kind = await detectFormat(await openRandomAccess(file));
  if (kind === 'pades') return { format: pades(), name: file.name.replace(/(\.pdf)?$/i, '-sealed.pdf') };
  if (kind === 'xades') return { format: xades(), name: file.name.replace(/(\.xml)?$/i, '-sealed.xml') };
  return { format: cades(), name: `${file.name}.p7s` };
}
