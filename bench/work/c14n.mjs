/**
 * The EU list of lists parsed and brought into exclusive canonical form, whole, beside libxml2 as WebAssembly and
 * xml-crypto over xmldom. No entry point offers this alone; the files are those that browsers load.
 */
import { DOMParser } from '@xmldom/xmldom';
import { XmlC14NMode, XmlDocument } from 'libxml2-wasm';
import { EXCLUSIVE_C14N } from '../../packages/formats/dist/modules/xml/canonicalization-method.js';
import { canonicalize } from '../../packages/formats/dist/modules/xml/canonicalize.js';
import { subtreeOf } from '../../packages/formats/dist/modules/xml/node-set.js';
import { parseXml } from '../../packages/formats/dist/modules/xml/parser.js';
import { compare, medians } from '../lib/measure.mjs';
import { readListOfLists } from '../lib/xml.mjs';
import { canonicalizeByXmlCrypto } from '../peers/xml-crypto.mjs';

export async function measure() {
  const list = readListOfLists();
  const works = {
    ours: () => canonicalize(subtreeOf(parseXml(list)), EXCLUSIVE_C14N),
    'libxml2-wasm': () => {
      const xml = XmlDocument.fromBuffer(list);
      try {
        return xml.canonicalizeToString({ mode: XmlC14NMode.XML_C14N_EXCLUSIVE_1_0 });
      } finally {
        xml.dispose();
      }
    },
    'xml-crypto over xmldom': () => {
      const xml = new DOMParser().parseFromString(new TextDecoder().decode(list), 'text/xml');
      return canonicalizeByXmlCrypto(xml);
    },
  };
  const text = new TextDecoder().decode(works.ours());
  if (text !== works['libxml2-wasm']()) throw new Error('the canonical forms differ');
  return medians(await compare(works));
}
