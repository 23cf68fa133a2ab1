/**
 * PAdES in fields that wait for a seal, after certification, and in two halves.
 *
 * @module
 */
import { seal, utf8 } from '@eseal/core';
import { type PadesOptions, pades } from '@eseal/formats/pades';
import { smallPdf } from '@eseal/testkit';
import { writePdf } from '../documents/write-pdf.ts';
import type { Arrangement, Workshop } from './arrangement.ts';
import { sealInTwoHalves } from './two-halves.ts';

const page = 'Contract 0042';
const marker = utf8(page);

/** A page with two signature fields, one of them a child of a field that is none. */
function withEmptyFields(): Uint8Array {
  const content = `BT /F1 24 Tf 72 720 Td (${page}) Tj ET`;
  const widget = '/Type /Annot /Subtype /Widget /F 4 /P 3 0 R';
  return writePdf(
    [
      '<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [6 0 R 7 0 R] >> >>',
      '<< /Type /Pages /Kids [3 0 R] /Count 1 /MediaBox [0 0 595 842] >>',
      '<< /Type /Page /Parent 2 0 R /Contents 4 0 R /Annots [6 0 R 8 0 R] /Resources << /Font << /F1 5 0 R >> >> >>',
      { entries: '', data: utf8(content) },
      '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
      `<< ${widget} /FT /Sig /T (seller) /Rect [72 100 172 200] >>`,
      '<< /T (parties) /Kids [8 0 R] >>',
      `<< ${widget} /FT /Sig /Parent 7 0 R /T (buyer) /Rect [372 100 472 200] >>`,
    ],
    'table',
  );
}

/** Seals once for each set of options, in turn by RSA at B-B and by P-256 at B-T. */
async function sealInTurn(
  document: Uint8Array,
  options: readonly PadesOptions[],
  { world }: Workshop,
): Promise<Uint8Array> {
  let sealed = document;
  for (const [at, one] of options.entries()) {
    const { rsa, p256, timestamps } = world;
    const by = at % 2 === 0 ? { signer: rsa } : { signer: p256, adesLevel: 'B-T' as const, timestamps };
    sealed = await (await seal(sealed, { ...by, format: pades(one) })).toBytes();
  }
  return sealed;
}

function arrangement(
  name: string,
  document: () => Uint8Array,
  options: readonly PadesOptions[],
): Arrangement {
  return {
    name,
    kind: 'pdf',
    seals: options.length,
    marker,
    make: async (workshop) => ({ kind: 'pdf', bytes: await sealInTurn(document(), options, workshop) }),
  };
}

const plain = (): Uint8Array => smallPdf({ text: page });

/** All of PAdES. */
export const padesArrangements: readonly Arrangement[] = [
  arrangement('PAdES in two fields that waited for it', withEmptyFields, [
    { fieldName: 'seller' },
    { fieldName: 'parties.buyer' },
  ]),
  arrangement('PAdES in a field that waited, one of two', withEmptyFields, [{ fieldName: 'parties.buyer' }]),
  arrangement('PAdES certified without any change permitted', plain, [{ certify: 1 }]),
  arrangement('PAdES certified for forms, then two seals', plain, [{ certify: 2 }, {}, {}]),
  arrangement('PAdES certified for annotations, then a seal', plain, [{ certify: 3 }, {}]),
  {
    name: 'PAdES in two halves',
    kind: 'pdf',
    seals: 1,
    marker,
    make: async (workshop) => ({
      kind: 'pdf',
      bytes: await sealInTwoHalves(plain(), () => pades({ reason: '検収' }), workshop),
    }),
  },
];
