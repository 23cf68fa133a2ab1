/**
 * The ways to put a seal to a document.
 *
 * @module
 */
import { type PreparedDocument, type SealFormat, utf8 } from '@eseal/core';
import { asic } from '@eseal/formats/asic';
import { cades } from '@eseal/formats/cades';
import { createVisibleSeal, pades } from '@eseal/formats/pades';
import { xades } from '@eseal/formats/xades';
import { invoiceXml, smallPdf } from '@eseal/testkit';
import type { SealedBytes } from '../lib/sealed-bytes.ts';

/** A way to put a seal to a document. */
export interface Packaging {
  readonly format: 'CAdES' | 'PAdES' | 'XAdES' | 'ASiC';
  readonly name: string;
  readonly kind: SealedBytes['kind'];
  /** The seal stands beside the document; in XML it names it so. */
  readonly detached: boolean | { readonly name: string };
  readonly document: Uint8Array;
  /** Bytes of the document that the sealed file shows as they are. */
  readonly marker: Uint8Array;
  readonly create: () => Promise<SealFormat<PreparedDocument>>;
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

/** Name of the document beside a seal in XML, and in a container. */
const LEDGER = '台帳 2026.txt';
const inContainer = { format: 'ASiC', detached: false, document: text, marker: text } as const;
const contents = [{ name: '明細/2026-11.csv', source: utf8('品目,金額\n'), mimeType: 'text/csv' }];

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
  {
    ...inContainer,
    kind: 'asic-cades',
    name: 'ASiC-S with CAdES',
    create: async () => asic({ type: 'asic-s', container: 'cades', name: LEDGER }),
  },
  {
    ...inContainer,
    kind: 'asic-cades',
    name: 'ASiC-E with CAdES',
    create: async () => asic({ type: 'asic-e', container: 'cades', name: LEDGER, contents }),
  },
  {
    ...inContainer,
    kind: 'asic-xades',
    name: 'ASiC-S with XAdES',
    create: async () => asic({ type: 'asic-s', container: 'xades', name: LEDGER }),
  },
  {
    ...inContainer,
    kind: 'asic-xades',
    name: 'ASiC-E with XAdES',
    create: async () => asic({ type: 'asic-e', container: 'xades', name: LEDGER, contents }),
  },
];

/** One of each format. */
export const mainPackagings: readonly Packaging[] = packagings.filter(({ name, format }) =>
  ['CAdES detached', 'PAdES invisible', 'XAdES enveloped', 'ASiC ASiC-E with XAdES'].includes(
    `${format} ${name}`,
  ),
);
