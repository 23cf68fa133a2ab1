/**
 * XAdES by several signers, by every canonicalization, with all it can state, and in two halves.
 *
 * @module
 */
import { augment, seal, utf8 } from '@eseal/core';
import { COMMITMENT_TYPES, type XadesOptions, xades } from '@eseal/formats/xades';
import { invoiceXml } from '@eseal/testkit';
import type { SealedBytes } from '../lib/sealed-bytes.ts';
import type { Arrangement, Workshop } from './arrangement.ts';
import { sealInTwoHalves } from './two-halves.ts';

const invoice = invoiceXml();
const ofInvoice = { kind: 'xml', marker: utf8('INV-2026-1101') } as const;

async function sideBySide({ world }: Workshop): Promise<SealedBytes> {
  const { timestamps } = world;
  const inExtensions = xades({ place: { kind: 'ubl-extensions' } });
  const first = await seal(invoice, { signer: world.rsa, format: inExtensions });
  const both = await seal(await first.toBytes(), {
    signer: world.p256,
    format: xades(),
    adesLevel: 'B-T',
    timestamps,
  });
  return { kind: 'xml', bytes: await both.toBytes() };
}

async function overTheFirst({ world }: Workshop): Promise<SealedBytes> {
  const first = await seal(invoice, { signer: world.rsa, format: xades() });
  const format = xades({ coverEarlierSeals: true });
  const both = await seal(await first.toBytes(), { signer: world.p256, format });
  return { kind: 'xml', bytes: await both.toBytes() };
}

async function raised({ world }: Workshop): Promise<SealedBytes> {
  const first = await seal(invoice, { signer: world.p256, format: xades() });
  const { timestamps } = world;
  const format = xades();
  const later = await augment(await first.toBytes(), { format, adesLevel: 'B-T', timestamps });
  return { kind: 'xml', bytes: await later.toBytes() };
}

const sealedWith =
  (options: XadesOptions) =>
  async ({ world }: Workshop): Promise<SealedBytes> => {
    const { timestamps, p256: signer } = world;
    const sealed = await seal(invoice, { signer, format: xades(options), adesLevel: 'B-T', timestamps });
    return { kind: 'xml', bytes: await sealed.toBytes() };
  };

/** Everything a seal can say of itself. */
const statements: XadesOptions = {
  mimeType: 'application/xml',
  description: '適格請求書',
  commitmentTypes: [COMMITMENT_TYPES.proofOfOrigin, COMMITMENT_TYPES.proofOfCreation],
  productionPlace: { city: '港区', stateOrProvince: '東京都', country: 'JP' },
  claimedRoles: ['発行者'],
};

const canonicalizations = ['c14n', 'c14n11', 'exc-c14n'] as const;

/** All of XAdES. */
export const xadesArrangements: readonly Arrangement[] = [
  { ...ofInvoice, name: 'XAdES enveloped by two signers side by side', seals: 2, make: sideBySide },
  {
    ...ofInvoice,
    name: 'XAdES enveloped over an earlier seal',
    seals: 2,
    // The enveloped-signature transform of xmldsigjs removes every ds:Signature, not the one that the reference is in.
    without: ['xadesjs'],
    make: overTheFirst,
  },
  { ...ofInvoice, name: 'XAdES raised to B-T', seals: 1, make: raised },
  { ...ofInvoice, name: 'XAdES with all it can state', seals: 1, make: sealedWith(statements) },
  ...canonicalizations.map(
    (canonicalization): Arrangement => ({
      ...ofInvoice,
      name: `XAdES by ${canonicalization}`,
      seals: 1,
      // xmldsigjs has no Canonical XML 1.1.
      ...(canonicalization === 'c14n11' ? { without: ['xadesjs'] } : {}),
      make: sealedWith({ canonicalization }),
    }),
  ),
  {
    ...ofInvoice,
    name: 'XAdES enveloped in two halves',
    seals: 1,
    make: async (workshop) => ({
      kind: 'xml',
      bytes: await sealInTwoHalves(invoice, () => xades(), workshop),
    }),
  },
];
