/**
 * The readers of `@eseal/formats`: ZIP, PDF and XML, and the seals in them.
 *
 * @module
 */
import {
  type AugmentOptions,
  augment,
  isEsealError,
  openRandomAccess,
} from '../../packages/core/src/index.ts';
import { extractContents as extractDocuments } from '../../packages/formats/src/asic/extract.ts';
import { parseAsic } from '../../packages/formats/src/asic/index.ts';
import { readEntry } from '../../packages/formats/src/asic/zip/content.ts';
import { openZip } from '../../packages/formats/src/asic/zip/read.ts';
import { cades, extractContent, parseCades } from '../../packages/formats/src/cades/index.ts';
import { augmentContainer, detectFormat, parseContainer } from '../../packages/formats/src/detect.ts';
import { parsePades, readSignatureFields } from '../../packages/formats/src/pades/index.ts';
import {
  ENCRYPTED_NAMES,
  encryptedPdf,
  USER,
} from '../../packages/formats/src/pades/pdf/encryption/test-encrypted.ts';
import { pdfReference } from '../../packages/formats/src/pades/pdf/objects.ts';
import { PdfReader } from '../../packages/formats/src/pades/pdf/reader.ts';
import { extractContents, parseXades } from '../../packages/formats/src/xades/index.ts';
import { methodOf } from '../../packages/formats/src/xml/canonicalization-method.ts';
import { canonicalize } from '../../packages/formats/src/xml/canonicalize.ts';
import { subtreeOf } from '../../packages/formats/src/xml/node-set.ts';
import { parseXml } from '../../packages/formats/src/xml/parser.ts';
import { corpusFiles } from '../corpus.ts';
import { CONTENT, madeAsic, madeCades, madePades, madeTokens, madeXades, world } from '../made.ts';
import { BYTE_MUTATORS } from '../mutators/bytes.ts';
import { DER_MUTATORS } from '../mutators/der.ts';
import { PDF_MUTATORS } from '../mutators/pdf.ts';
import { XML_MUTATORS } from '../mutators/xml.ts';
import { zipMutators } from '../mutators/zip.ts';
import type { Target } from './target.ts';

/** How files of each kind are changed: what they are made of first. */
export const MUTATORS = {
  der: [...DER_MUTATORS, ...DER_MUTATORS, ...BYTE_MUTATORS],
  xml: [...XML_MUTATORS, ...BYTE_MUTATORS],
  pdf: [...PDF_MUTATORS, ...PDF_MUTATORS, ...DER_MUTATORS.slice(0, 1), ...BYTE_MUTATORS],
  zip: [...zipMutators([...XML_MUTATORS, ...DER_MUTATORS]), ...BYTE_MUTATORS],
} as const;

/** Files to begin from. */
export const SEEDS = {
  cades: async () => [
    ...corpusFiles('cades/files', /\.(p7[ms]|pkcs7|cms|cades|sig)$/),
    ...(await madeCades()),
  ],
  xades: async () => [...corpusFiles('xades/files', /\.(xml|xsig)$/), ...(await madeXades())],
  pades: async () => [
    ...corpusFiles('pades/files', /\.pdf$/),
    ...(await madePades()),
    ...ENCRYPTED_NAMES.map(encryptedPdf),
  ],
  asic: async () => [...corpusFiles('asic/files', /\./), ...(await madeAsic())],
} as const;

const contents = [{ source: CONTENT, name: 'a.txt' }];

async function readPdf(open: typeof PdfReader.open, input: Uint8Array): Promise<void> {
  const reader = await open(input, { password: USER });
  for (let id = 1; id < 60; id++) {
    try {
      const object = await reader.object(pdfReference(id));
      if (object.kind === 'stream') reader.decode(object, 1 << 24);
    } catch (error) {
      if (!isEsealError(error)) throw error;
    }
  }
}

async function readArchive(input: Uint8Array): Promise<void> {
  const archive = await openZip(input);
  for (const entry of archive.entries) if (!entry.isDirectory) await readEntry(archive, entry);
}

/** Raises with what adds nothing but a timestamp. */
async function raising(): Promise<Omit<AugmentOptions, 'format'>> {
  const { timestampAuthority } = await world();
  const token = await timestampAuthority.stamp(new Uint8Array(32));
  return {
    adesLevel: 'B-LTA',
    timestamps: { digestAlgorithm: 'SHA-256', tokenSize: async () => 8192, stamp: async () => token },
    material: { collect: async () => ({ certificates: [], crls: [], ocspResponses: [] }) },
    contents,
  };
}

/** Fuzzed parts of `@eseal/formats`. */
export const FORMAT_TARGETS: readonly Target[] = [
  {
    name: 'cades',
    seeds: SEEDS.cades,
    mutators: MUTATORS.der,
    run: (input) => parseCades(input, { contents }),
  },
  { name: 'cades-extract', seeds: SEEDS.cades, mutators: MUTATORS.der, run: extractContent },
  {
    name: 'cades-augment',
    seeds: SEEDS.cades,
    mutators: MUTATORS.der,
    run: async (input) => augment(input, { ...(await raising()), format: cades() }),
  },
  {
    name: 'xml',
    seeds: async () => [...(await SEEDS.xades()), ...corpusFiles('trusted-lists', /\.xml$/)],
    mutators: MUTATORS.xml,
    run: async (input) => {
      const document = parseXml(input);
      for (const name of ['inclusive', 'exclusive'] as const)
        canonicalize(subtreeOf(document), methodOf(name));
    },
  },
  {
    name: 'xades',
    seeds: SEEDS.xades,
    mutators: MUTATORS.xml,
    run: (input) => parseXades(input, { contents }),
  },
  {
    name: 'xades-extract',
    seeds: SEEDS.xades,
    mutators: MUTATORS.xml,
    run: (input) => extractContents(input),
  },
  {
    name: 'pdf',
    seeds: async () => [...(await SEEDS.pades()), ...corpusFiles('pdf/files', /\.pdf$/)],
    mutators: MUTATORS.pdf,
    run: (input) => readPdf(PdfReader.open, input),
  },
  {
    name: 'pdf-rebuild',
    seeds: async () => [...(await SEEDS.pades()), ...corpusFiles('pdf/files', /\.pdf$/)],
    mutators: MUTATORS.pdf,
    run: (input) => readPdf(PdfReader.rebuild, input),
  },
  {
    name: 'pades',
    seeds: SEEDS.pades,
    mutators: MUTATORS.pdf,
    run: (input) => parsePades(input, { password: USER }),
  },
  {
    name: 'pades-fields',
    seeds: SEEDS.pades,
    mutators: MUTATORS.pdf,
    run: (input) => readSignatureFields(input),
  },
  { name: 'zip', seeds: SEEDS.asic, mutators: MUTATORS.zip, run: readArchive },
  { name: 'asic', seeds: SEEDS.asic, mutators: MUTATORS.zip, run: (input) => parseAsic(input) },
  {
    name: 'asic-extract',
    seeds: SEEDS.asic,
    mutators: MUTATORS.zip,
    run: (input) => extractDocuments(input),
  },
  {
    name: 'detect',
    seeds: async () => [...(await SEEDS.asic()), ...(await madeTokens()), ...(await SEEDS.xades())],
    mutators: BYTE_MUTATORS,
    run: async (input) => {
      await detectFormat(await openRandomAccess(input));
      await parseContainer(input, { contents });
    },
  },
  {
    name: 'augment',
    seeds: async () => [...(await SEEDS.asic()), ...(await SEEDS.xades()), ...(await SEEDS.pades())],
    mutators: [...BYTE_MUTATORS, ...MUTATORS.xml, ...MUTATORS.pdf],
    run: async (input) => augmentContainer(input, await raising()),
  },
];
