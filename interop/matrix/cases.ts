/**
 * Every seal of the matrix: format and packaging x level x algorithm.
 *
 * @module
 */
import { type AdesLevel, type PreparedDocument, type SealFormat, seal, utf8 } from '@eseal/core';
import { signatureRow } from '@eseal/core/crypto';
import { cades } from '@eseal/formats/cades';
import { createVisibleSeal, pades } from '@eseal/formats/pades';
import { xades } from '@eseal/formats/xades';
import { invoiceXml, smallPdf } from '@eseal/testkit';
import { type AlgorithmCase, algorithmCases } from '../lib/algorithms.ts';
import type { SealedBytes } from '../lib/sealed-bytes.ts';
import type { SealingWorld } from '../lib/sealing-world.ts';

/** A way to put a seal to a document. */
export interface Packaging {
  readonly format: 'CAdES' | 'PAdES' | 'XAdES';
  readonly name: string;
  readonly kind: SealedBytes['kind'];
  /** The seal stands beside the document; in XML it names it so. */
  readonly detached: boolean | { readonly name: string };
  readonly document: Uint8Array;
  /** Bytes of the document that the sealed file shows as they are. */
  readonly marker: Uint8Array;
  readonly create: () => Promise<SealFormat<PreparedDocument>>;
}

/** A seal of the matrix. */
export interface MatrixCase {
  readonly packaging: Packaging;
  readonly adesLevel: AdesLevel;
  readonly algorithm: AlgorithmCase;
}

const text = utf8('請求書 2026-11-01 ¥1,100,000 (株式会社サンプル)\n');
const page = 'Invoice 0042';

const ofText = { format: 'CAdES', kind: 'cms', document: text, marker: text } as const;
const ofPage = {
  format: 'PAdES',
  kind: 'pdf',
  detached: false,
  document: smallPdf({ text: page }),
  marker: utf8(page),
} as const;

const invoiceNumber = 'INV-2026-1101';
const ofInvoice = {
  format: 'XAdES',
  kind: 'xml',
  detached: false,
  document: invoiceXml(),
  marker: utf8(invoiceNumber),
} as const;

/** Name of the document beside a seal in XML. */
const LEDGER = '台帳 2026.txt';

/** A frame and a background, so that no font is needed: what is drawn is not what the judges look at. */
const visible = async () =>
  pades({
    appearance: createVisibleSeal({
      width: 30,
      height: 30,
      border: { width: 1.5, color: '#c80000' },
      background: '#fff4f4',
    }),
    place: { x: 150, y: 40 },
  });

/** Every packaging. */
export const packagings: readonly Packaging[] = [
  { ...ofText, name: 'detached', detached: true, create: async () => cades() },
  { ...ofText, name: 'attached', detached: false, create: async () => cades({ packaging: 'attached' }) },
  { ...ofPage, name: 'invisible', create: async () => pades() },
  { ...ofPage, name: 'visible', create: visible },
  { ...ofPage, name: 'certified', create: async () => pades({ certify: 2 }) },
  { ...ofInvoice, name: 'enveloped', create: async () => xades() },
  {
    ...ofInvoice,
    name: 'in UBLExtensions',
    create: async () => xades({ place: { kind: 'ubl-extensions' } }),
  },
  {
    ...ofInvoice,
    name: 'enveloping XML',
    create: async () => xades({ packaging: 'enveloping', objectContent: 'xml' }),
  },
  {
    ...ofInvoice,
    name: 'enveloping base64',
    document: text,
    marker: utf8(Buffer.from(text).toString('base64').slice(8, 24)),
    create: async () => xades({ packaging: 'enveloping' }),
  },
  {
    ...ofInvoice,
    name: 'internally detached',
    document: utf8(`<batch xmlns="urn:b">\n<item Id="one">${page}</item><item Id="two"/></batch>`),
    marker: utf8(page),
    create: async () => xades({ packaging: 'internally-detached', elementIds: ['one', 'two'] }),
  },
  {
    ...ofText,
    format: 'XAdES',
    kind: 'detached-xml',
    name: 'detached',
    detached: { name: LEDGER },
    create: async () => xades({ packaging: 'detached', name: LEDGER }),
  },
];

const levels: readonly AdesLevel[] = ['B-B', 'B-T'];

/** All of them; RSA with SHA-3 has no identifier in XML (RFC 9231). */
export const matrixCases: readonly MatrixCase[] = packagings.flatMap((packaging) =>
  algorithmCases
    .filter(({ algorithm }) => packaging.format !== 'XAdES' || signatureRow(algorithm).xmlUri !== undefined)
    .flatMap((algorithm) => levels.map((adesLevel) => ({ packaging, adesLevel, algorithm }))),
);

/** The name of a case in tests. */
export function nameOf({ packaging, adesLevel, algorithm }: MatrixCase): string {
  return `${packaging.format} ${packaging.name}, ${adesLevel}, ${algorithm.name}`;
}

/** Makes the seal. */
export async function makeSeal(
  { packaging, adesLevel, algorithm }: MatrixCase,
  { signer, timestamps }: SealingWorld,
): Promise<SealedBytes> {
  const { kind, detached, document } = packaging;
  const format = await packaging.create();
  const options = { signer, format, adesLevel, timestamps, algorithm: algorithm.algorithm };
  const bytes = await (await seal(document, options)).toBytes();
  if (detached === false) return { kind, bytes };
  return { kind, bytes, content: document, ...(detached === true ? {} : { contentName: detached.name }) };
}
