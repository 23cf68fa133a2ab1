/** XAdES-B-B enveloped beside xadesjs, xml-crypto and xmlsec1. */
import { seal } from '@eseal/core';
import { xades } from '@eseal/formats/xades';
import { createSealer, kindOf, rawWork } from '../lib/inputs.mjs';
import { compare, median, medians, ratios } from '../lib/measure.mjs';
import { invoiceOf } from '../lib/xml.mjs';
import { createXadesjsSealer } from '../peers/xadesjs.mjs';
import { createXmlCryptoSealer } from '../peers/xml-crypto.mjs';
import { cpuOfXmlsec1 } from '../peers/xmlsec1.mjs';

const SIZES = { '10k': 10_000, '5m': 5_000_000 };

export async function measure(id) {
  const size = SIZES[id.split('-')[1]];
  const document = invoiceOf(size);
  const kind = kindOf(id);
  const { world, signer, key } = await createSealer(kind);
  const format = xades();
  const works = {
    raw: rawWork(document, key),
    ours: async () => (await seal(document, { signer, format })).toBytes(),
    xadesjs: await createXadesjsSealer(document, world, kind),
  };
  // xml-crypto knows no ECDSA.
  if (kind !== 'p256') works['xml-crypto (XML-DSig)'] = createXmlCryptoSealer(document, world);
  const figures = await compare(works);
  const isLarge = size > 1_000_000;
  const results = isLarge ? withoutRaw(medians(figures)) : ratios(figures);
  if (kind === 'p256') return results;
  const xmlsec1 = cpuOfXmlsec1(document, world, isLarge ? 10 : 300);
  const scale = isLarge ? 1 : median(figures.raw);
  return { ...results, 'xmlsec1 (XML-DSig)': xmlsec1 === null ? null : xmlsec1 / scale };
}

function withoutRaw({ raw: _, ...others }) {
  return others;
}
