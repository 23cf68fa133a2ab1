/** Trusted lists for the benchmark: real ones of the corpus beside the repository, read at run time, and one put together. */
import { readFileSync } from 'node:fs';
import { seal } from '@eseal/core';
import { xades } from '@eseal/formats/xades';
import { parseXml } from '@eseal/formats/xml';
import { authenticateList, parseTrustedList } from '@eseal/validator/trusted-lists';
import { createSealer } from './inputs.mjs';
import { readListOfLists } from './xml.mjs';

const FILES = new URL('../../../shared/corpus/trusted-lists/', import.meta.url);
const CACHE = 'files/cookbook/signature-pool/cache/';

const read = (file) => new Uint8Array(readFileSync(new URL(file, FILES)));

/** The list of lists with the certificates that its own pointer announces. */
export function listOfLists() {
  const bytes = readListOfLists();
  const signers = signersFor(parseTrustedList(bytes), 'EU');
  return { bytes, signers };
}

/** Every list that a list of lists of the corpus announces the signers of, as the corpus's manifest names them. */
export function announcedLists() {
  const { cases } = JSON.parse(readFileSync(new URL('manifest.json', FILES), 'utf8'));
  const parsed = new Map();
  const listOf = (file) => {
    if (!parsed.has(file)) parsed.set(file, parseTrustedList(read(file)));
    return parsed.get(file);
  };
  return cases
    .filter(({ computed }) => computed?.signerAnnouncedInLotl === true)
    .map(({ file, files, expect }) => ({
      bytes: read(file),
      signers: signersFor(listOf(files.lotl), expect.territory),
    }));
}

/** Bytes of the Spanish list of 2026. */
const SPANISH = 1_350_000;

/**
 * A list as large as the Spanish one, which is not at hand: the Slovak list with the providers of others in it, signed anew.
 */
export async function largeList() {
  const { chain, signer } = await createSealer('rsa-2048');
  const decoder = new TextDecoder();
  const slovak = decoder.decode(read('files/lotlCache/SK.xml'));
  const end = '</TrustServiceProviderList>';
  const [before, after] = withoutSignature(slovak).split(end);
  const others = ['https___www_eett_gr_tsl_EL_TSL_xml', '../../../lotlCache/AT.xml'].flatMap((file) =>
    providersOf(decoder.decode(read(`${CACHE}${file}`))),
  );
  let text = before;
  for (const provider of others) if (text.length + provider.length < SPANISH) text += provider;
  const list = new TextEncoder().encode(`${text}${end}${after}`);
  const format = xades({ includeCertificates: 'seal', coverEarlierSeals: true });
  const sealed = await seal(list, { signer, format });
  return { bytes: await sealed.toBytes(), signers: chain.slice(0, 1) };
}

/** Reads, authenticates, and looks at every service; the time is that of the list, so that none is out of date. */
export function createListReader({ bytes, signers }) {
  return async () => {
    const xml = parseXml(bytes);
    const list = parseTrustedList(xml);
    const time = list.scheme.issueDate;
    const { conclusion } = await authenticateList(xml, signers, { scheme: list.scheme, time });
    if (conclusion.indication !== 'TOTAL-PASSED')
      throw new Error(`not authentic: ${conclusion.subIndication}`);
    return list.providers.flatMap(({ services }) => services).length + list.pointers.length;
  };
}

function signersFor({ pointers }, territory) {
  return pointers.filter((pointer) => pointer.territory === territory).flatMap(({ signers }) => signers);
}

function withoutSignature(text) {
  return text.replace(/<(ns2|ds):Signature[\s>][\s\S]*<\/\1:Signature>/u, '');
}

function providersOf(text) {
  return text.match(/<TrustServiceProvider>[\s\S]*?<\/TrustServiceProvider>/gu) ?? [];
}
