/** XML documents of a wanted size: the testkit's JP PINT invoice with as many lines as that takes. */
import { existsSync, readFileSync } from 'node:fs';
import { invoiceXml } from '@eseal/testkit';

/** An invoice of at least `size` bytes. */
export function invoiceOf(size) {
  const few = invoiceXml({ lines: 5 }).length;
  const many = invoiceXml({ lines: 25 }).length;
  const lines = Math.max(1, Math.ceil(5 + (size - few) / ((many - few) / 20)));
  return invoiceXml({ lines });
}

/** The EU list of lists of the corpus beside the repository. */
const LOTL = new URL('../../../shared/corpus/trusted-lists/files/eu-lotl.xml', import.meta.url);

/** The list, read at run time: it is no part of the repository. */
export function readListOfLists() {
  if (!existsSync(LOTL)) throw new Error(`the list of lists is not there: ${LOTL.pathname}`);
  return new Uint8Array(readFileSync(LOTL));
}
