/**
 * Trusted lists parsed, authenticated and read, each service with its history and certificates, beside xadesjs and xmlsec1, which
 * verify the signature and read nothing.
 */
import { announcedLists, createListReader, largeList, listOfLists } from '../lib/lists.mjs';
import { compare, medians } from '../lib/measure.mjs';
import { createXadesjsVerifier } from '../peers/xadesjs.mjs';
import { cpuOfXmlsec1Verifying } from '../peers/xmlsec1.mjs';

const LISTS = {
  lotl: async () => [listOfLists()],
  'es-list': async () => [await largeList()],
  'eu-lists': async () => announcedLists(),
};

export async function measure(id) {
  const lists = await LISTS[id]();
  if (lists.length === 0) throw new Error('there are no lists');
  const verifiers = await Promise.all(lists.map(({ bytes }) => createXadesjsVerifier(bytes)));
  const figures = await compare({
    ours: oneAfterAnother(lists.map(createListReader)),
    // It would be no comparison if it left lists out.
    ...(verifiers.every((verify) => verify !== undefined) && { xadesjs: oneAfterAnother(verifiers) }),
  });
  return { ...medians(figures), ...xmlsec1(lists) };
}

function oneAfterAnother(works) {
  return async () => {
    for (const work of works) await work();
  };
}

/** Only of a single list: the program is told of one signer. */
function xmlsec1([list, ...others]) {
  return others.length === 0 ? { xmlsec1: cpuOfXmlsec1Verifying(list) } : {};
}
