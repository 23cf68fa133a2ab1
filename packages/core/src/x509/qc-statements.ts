/**
 * Statements of qualified certificates (RFC 3739 §3.2.6, EN 319 412-5 §4).
 *
 * @module
 */
import * as OID from '../asn1/oids.ts';
import { DerReader } from '../asn1/reader.ts';
import type { Certificate } from './certificate.ts';
import { findExtension } from './extensions.ts';

/** Identifier octet of a PrintableString (X.680 §41). */
const PRINTABLE_STRING = 0x13;

/** One statement; `info` is the encoding of its content. */
export interface QcStatement {
  readonly statementId: string;
  readonly info: Uint8Array | undefined;
}

/** qcStatements of a certificate in order; empty when the extension is absent. */
export function qcStatements(certificate: Certificate): readonly QcStatement[] {
  const extension = findExtension(certificate, OID.qcStatements);
  if (extension === undefined) return [];
  const outer = DerReader.over(extension.value, 'qcStatements');
  const reader = outer.sequence('QCStatements');
  outer.end();
  const statements: QcStatement[] = [];
  while (!reader.atEnd) {
    const statement = reader.sequence('QCStatement');
    const statementId = statement.objectIdentifier('statementId');
    statements.push({ statementId, info: statement.atEnd ? undefined : statement.raw('statementInfo') });
    statement.end();
  }
  return statements;
}

/** Types of QcType (EN 319 412-5 §4.2.3), such as the one of electronic seals; empty without such a statement. */
export function qcTypes(certificate: Certificate): readonly string[] {
  const info = qcStatements(certificate).find((statement) => statement.statementId === OID.qcType)?.info;
  if (info === undefined) return [];
  const reader = DerReader.over(info, 'QcType').sequence('QcType');
  const types: string[] = [];
  while (!reader.atEnd) types.push(reader.objectIdentifier('type'));
  return types;
}

/** Countries of QcCClegislation (EN 319 412-5 §4.2.4), as written; empty without such a statement. */
export function qcLegislations(certificate: Certificate): readonly string[] {
  const statement = qcStatements(certificate).find(({ statementId }) => statementId === OID.qcCClegislation);
  if (statement === undefined) return [];
  const outer = DerReader.over(statement.info ?? new Uint8Array(), 'QcCClegislation');
  const reader = outer.sequence('QcCClegislation');
  outer.end();
  const countries: string[] = [];
  while (!reader.atEnd) {
    countries.push(new TextDecoder('latin1').decode(reader.content(PRINTABLE_STRING, 'CountryName')));
  }
  return countries;
}
