/**
 * A world, and seals, evidence and key files made in it, as inputs to begin from.
 *
 * @module
 */
import { type AdesLevel, type MaterialSource, type SealFormat, utf8 } from '../packages/core/src/index.ts';
import { parseCertificate } from '../packages/core/src/x509/index.ts';
import { asic } from '../packages/formats/src/asic/index.ts';
import { cades } from '../packages/formats/src/cades/index.ts';
import { pades } from '../packages/formats/src/pades/index.ts';
import { xades } from '../packages/formats/src/xades/index.ts';
import {
  addDays,
  createGoodWorld,
  createPfx,
  encryptPkcs8,
  invoiceXml,
  smallPdf,
  toPem,
  type World,
} from '../packages/testkit/src/index.ts';
import { crlOf, responseOf } from '../packages/validator/test/asking-status.ts';
import { NOW } from '../packages/validator/test/judging.ts';
import { sealedBy } from '../packages/validator/test/sealed.ts';

/** What {@link world} returns, made once. */
let made: Promise<World> | undefined;

/** The world that all inputs of a process are made in. Its keys sign the same bytes in the same way. */
export function world(): Promise<World> {
  made ??= createGoodWorld({ now: NOW, key: 'ed25519' });
  return made;
}

/** Password of the key files. */
export const PASSWORD = 'fuzz';

/** What detached seals are over. */
export const CONTENT: Uint8Array<ArrayBuffer> = utf8('御請求書 合計 110,000円');

const LEVELS: readonly AdesLevel[] = ['B-B', 'B-T', 'B-LTA'];

/** Revocation data about everything in the world, some of it in lists and some in responses. */
async function material(): Promise<MaterialSource> {
  const at = await world();
  const times = { thisUpdate: NOW, nextUpdate: addDays(NOW, 7) };
  const collected = {
    certificates: [at.issuingCa.certificate, at.root.certificate, at.tsa.certificate],
    crls: [(await crlOf(at, { issuer: at.root, ...times })).encoded, (await crlOf(at, times)).encoded],
    ocspResponses: [(await responseOf(at, times, { producedAt: NOW })).encoded],
  };
  return { collect: async () => collected };
}

type Document = Parameters<typeof sealedBy>[1];

/** A document sealed at several levels. */
async function sealedAtLevels(document: Document, format: SealFormat): Promise<readonly Uint8Array[]> {
  const at = await world();
  const source = await material();
  const sealed: Uint8Array[] = [];
  for (const adesLevel of LEVELS)
    sealed.push(await sealedBy(at, document, format, { adesLevel, material: source }));
  return sealed;
}

/** Seals in CMS, attached and not. */
export async function madeCades(): Promise<readonly Uint8Array[]> {
  return [
    ...(await sealedAtLevels(CONTENT, cades())),
    ...(await sealedAtLevels(CONTENT, cades({ packaging: 'attached' }))),
  ];
}

/** Seals in XML: in an invoice, around one, and beside a file. */
export async function madeXades(): Promise<readonly Uint8Array[]> {
  return [
    ...(await sealedAtLevels(invoiceXml({ lines: 1 }), xades())),
    ...(await sealedAtLevels(CONTENT, xades({ packaging: 'enveloping' }))),
    ...(await sealedAtLevels(CONTENT, xades({ packaging: 'detached', name: 'a.txt' }))),
  ];
}

/** Seals in PDFs. */
export async function madePades(): Promise<readonly Uint8Array[]> {
  return sealedAtLevels(await smallPdf(), pades());
}

/** Containers of every kind. */
export async function madeAsic(): Promise<readonly Uint8Array[]> {
  const found: Uint8Array[] = [];
  for (const type of ['asic-s', 'asic-e'] as const) {
    for (const container of ['cades', 'xades'] as const)
      found.push(...(await sealedAtLevels(CONTENT, asic({ type, container, name: 'a.txt' }))));
  }
  return found;
}

/** Certificates of the world. */
export async function madeCertificates(): Promise<readonly Uint8Array[]> {
  const at = await world();
  return [at.root, at.issuingCa, at.seal, at.tsa, at.ocsp].map(({ certificate }) => certificate);
}

function serialOf(certificate: Uint8Array): Uint8Array {
  return parseCertificate(certificate).serialNumber;
}

/** Lists: an empty one and one of some entries. */
export async function madeCrls(): Promise<readonly Uint8Array[]> {
  const at = await world();
  const revocations = [
    { serialNumber: serialOf(at.tsa.certificate), at: addDays(NOW, -3), reason: 'keyCompromise' },
    { serialNumber: serialOf(at.ocsp.certificate), at: addDays(NOW, -2), invalidSince: addDays(NOW, -4) },
  ] as const;
  return [(await crlOf(at)).encoded, (await crlOf(at, { revocations })).encoded];
}

/** Responses of good and bad news. */
export async function madeOcspResponses(): Promise<readonly Uint8Array[]> {
  const at = await world();
  const revoked = { status: { kind: 'revoked', at: addDays(NOW, -3), reason: 'keyCompromise' } } as const;
  return [(await responseOf(at)).encoded, (await responseOf(at, revoked)).encoded];
}

/** Timestamp tokens. */
export async function madeTokens(): Promise<readonly Uint8Array[]> {
  const at = await world();
  return [await at.timestampAuthority.stamp(new Uint8Array(32))];
}

/** Key files of all kinds, encrypted and not. */
export async function madeKeyFiles(): Promise<readonly Uint8Array[]> {
  const at = await world();
  const { pkcs8 } = at.seal;
  const encrypted = await encryptPkcs8(pkcs8, PASSWORD, { iterations: 1000 });
  return [
    pkcs8,
    encrypted,
    utf8(toPem('PRIVATE KEY', pkcs8)),
    utf8(toPem('ENCRYPTED PRIVATE KEY', encrypted) + toPem('CERTIFICATE', ...at.chain)),
    await createPfx({ pkcs8, certificates: at.chain }, PASSWORD, { iterations: 1000 }),
  ];
}
