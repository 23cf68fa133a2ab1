/**
 * The technical facts of a seal, for pages: what its cryptography is, how a PDF holds it, what its structure lacks.
 *
 * @module
 */
import type { PdfScope } from '@eseal/core/container';
import { displayText } from '@eseal/core/identity';
import type { SealReport } from '../report/report.ts';
import { type Row, row, type Section, section } from './page.ts';
import { FIELDS, HEADINGS } from './phrases/labels.ts';
import { type Speech, shownName } from './speech.ts';

/** Identifier, algorithms, digests, byte range and what the structure lacks. */
export function technicalSection(seal: SealReport, speech: Speech): Section {
  const { say } = speech;
  const { cryptography, file, id, scope, signingCertificate, structure } = seal;
  const { digestAlgorithm, signatureAlgorithm } = cryptography;
  return section(say(HEADINGS.technical), {
    rows: [
      ...row(say(FIELDS.identifier), id),
      ...row(say(FIELDS.file), file === null ? undefined : shownName(file)),
      ...row(say(FIELDS.algorithm), signatureAlgorithm),
      ...row(say(FIELDS.digestAlgorithm), digestAlgorithm ?? undefined),
      ...row(say(FIELDS.serialNumber), signingCertificate?.serialNumber),
      ...row(say(FIELDS.sha256), signingCertificate?.sha256),
      ...(scope.pdf === undefined ? [] : pdfRows(scope.pdf, speech)),
      ...row(say(FIELDS.structure), ...structure.messages.map((message) => displayText(message, 300))),
    ],
  });
}

function pdfRows(pdf: PdfScope, { say }: Speech): readonly Row[] {
  const { byteRange, contactInfo, fieldName, location, permission, reason, signerName } = pdf;
  const stated = [signerName, reason, location, contactInfo].filter((one) => one !== undefined);
  return [
    ...row(say(FIELDS.field), fieldName === undefined ? undefined : shownName(fieldName)),
    ...row(say(FIELDS.byteRange), byteRange?.join(' ')),
    ...row(say(FIELDS.permission), permission === null ? undefined : String(permission)),
    ...row(say(FIELDS.stated), ...stated.map(shownName)),
  ];
}
