/**
 * Reports of many kinds: formats, levels, verdicts, with and without timestamps, revocation data and seals.
 *
 * @module
 */
import {
  type AdesLevel,
  type DocumentSource,
  type PreparedDocument,
  type SealFormat,
  seal,
  utf8,
} from '@eseal/core';
import { createTimestampClient } from '@eseal/core/timestamp';
import { parseCertificate } from '@eseal/core/x509';
import { asic } from '@eseal/formats/asic';
import { cades } from '@eseal/formats/cades';
import { pades } from '@eseal/formats/pades';
import { xades } from '@eseal/formats/xades';
import { createWebCryptoSigner } from '@eseal/signer-webcrypto';
import { createGoodWorld, flipBit, indexOfBytes, smallPdf, systemClock, type World } from '@eseal/testkit';
import { type ValidateOptions, type ValidationReport, validate } from '@eseal/validator';
import { materialOf } from '../lib/sealing-world.ts';

/** Sealed documents by name, in a world of their own. */
export interface Specimens {
  readonly world: World;
  readonly documents: ReadonlyMap<string, Uint8Array>;
}

const TEXT = utf8('御請求書 合計 110,000円');
const INVOICE = utf8('<invoice total="110000"/>');

/** Seals one document in each format, at the lowest and at the highest level. */
export async function sealSpecimens(): Promise<Specimens> {
  const world = await createGoodWorld({ now: systemClock });
  const documents = new Map<string, Uint8Array>();
  for (const level of ['B-B', 'B-T', 'B-LTA'] as const) {
    documents.set(`cades-${level}`, await sealedBy(world, TEXT, cades({ packaging: 'attached' }), level));
    documents.set(`pades-${level}`, await sealedBy(world, await smallPdf(), pades(), level));
    documents.set(`xades-${level}`, await sealedBy(world, INVOICE, xades(), level));
    documents.set(`asic-${level}`, await sealedBy(world, TEXT, asicOptions(), level));
  }
  documents.set('unsealed', await smallPdf());
  documents.set('nothing', utf8('no seal at all'));
  const sealed = documents.get('pades-B-B');
  const changed = sealed && Uint8Array.from(sealed);
  if (changed !== undefined)
    documents.set('changed', flipBit(changed, indexOfBytes(changed, utf8('%PDF-1.')) + 9));
  return { world, documents };
}

const asicOptions = () => asic({ type: 'asic-e', container: 'xades', name: 'invoice.txt' });

async function sealedBy<Prepared extends PreparedDocument>(
  world: World,
  document: DocumentSource,
  format: SealFormat<Prepared>,
  adesLevel: AdesLevel,
): Promise<Uint8Array> {
  const { seal: entity, transport, urls } = world;
  const certificates = entity.chain.map((der) => parseCertificate(der));
  const sealed = await seal(document, {
    signer: await createWebCryptoSigner({ key: entity.privateKey, certificates }),
    format,
    adesLevel,
    timestamps: createTimestampClient({ url: urls.tsa, transport }),
    material: materialOf(world),
  });
  return sealed.toBytes();
}

/** The reports on specimens, as one would have them and without trust. */
export async function reportSpecimens({
  world,
  documents,
}: Specimens): Promise<ReadonlyMap<string, ValidationReport>> {
  const reports = new Map<string, ValidationReport>();
  for (const [name, document] of documents)
    for (const [kind, options] of Object.entries(judgements(world)))
      reports.set(`${name} ${kind}`, await validate(document, { name, ...options }));
  return reports;
}

function judgements({ anchors }: World): Readonly<Record<string, ValidateOptions>> {
  return {
    trusted: { trust: anchors },
    'without revocation': { trust: anchors, revocation: 'none' },
    untrusted: { trust: [] },
    'long after': { trust: anchors, validationTime: new Date(Date.now() + 20 * 365 * 86_400_000) },
  };
}
