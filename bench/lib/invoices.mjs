/** Any number of invoices of 30 KB, no two the same. */
import { Buffer } from 'node:buffer';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { documentOf } from './pdf.mjs';

/** Size of each in bytes, nearly. */
const SIZE = 30_000;
/** A word on the page that gives way to a number of its length, so that no offset changes. */
const WORD = '(Invoice)';

/** Name of an invoice. */
function invoiceName(number) {
  return `invoice-${String(number).padStart(WORD.length - 2, '0')}.pdf`;
}

/** Writes invoices 1 to `count` into a directory. */
export function writeInvoices(directory, count) {
  mkdirSync(directory, { recursive: true });
  const bytes = Buffer.from(documentOf(SIZE));
  const at = bytes.indexOf(WORD);
  for (let number = 1; number <= count; number++) {
    bytes.write(`(${String(number).padStart(WORD.length - 2, '0')})`, at, 'latin1');
    writeFileSync(join(directory, invoiceName(number)), bytes);
  }
}
