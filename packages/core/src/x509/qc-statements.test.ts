import { describe, expect, it } from 'vitest';
import { certificateWith } from '../../test/certificate-with.ts';
import * as OID from '../asn1/oids.ts';
import {
  type DerNode,
  type DerPart,
  element,
  encode,
  objectIdentifier as oid,
  sequence,
} from '../asn1/writer.ts';
import type { Certificate } from './certificate.ts';
import { qcLegislations, qcStatements, qcTypes } from './qc-statements.ts';

function holding(...statements: readonly DerPart[]): Certificate {
  return certificateWith({ extensions: [{ oid: OID.qcStatements, value: encode(sequence(statements)) }] });
}

function printable(text: string): DerNode {
  return element(0x13, [new TextEncoder().encode(text)]);
}

describe('statements of qualified certificates', () => {
  it('are listed in order with their content', () => {
    const info = sequence([oid(OID.qcTypeEseal)]);
    const certificate = holding(sequence([oid(OID.qcCompliance)]), sequence([oid(OID.qcType), info]));
    expect(qcStatements(certificate)).toEqual([
      { statementId: OID.qcCompliance, info: undefined },
      { statementId: OID.qcType, info: encode(info) },
    ]);
    expect(qcTypes(certificate)).toEqual([OID.qcTypeEseal]);
  });

  it('may name several types, or none', () => {
    const both = sequence([oid(OID.qcType), sequence([oid(OID.qcTypeEsign), oid(OID.qcTypeEseal)])]);
    expect(qcTypes(holding(both))).toEqual([OID.qcTypeEsign, OID.qcTypeEseal]);
    expect(qcTypes(holding(sequence([oid(OID.qcType)])))).toEqual([]);
    expect(qcTypes(holding())).toEqual([]);
  });

  it('may name the countries whose law they are under', () => {
    const countries = sequence([printable('ZZ'), printable('XX')]);
    expect(qcLegislations(holding(sequence([oid(OID.qcCClegislation), countries])))).toEqual(['ZZ', 'XX']);
    expect(qcLegislations(holding(sequence([oid(OID.qcCompliance)])))).toEqual([]);
    const text = sequence([oid(OID.qcCClegislation), printable('ZZ')]);
    for (const unreadable of [text, sequence([oid(OID.qcCClegislation)])]) {
      expect(() => qcLegislations(holding(unreadable))).toThrow(
        expect.objectContaining({ code: 'DECODE_FAILED' }),
      );
    }
  });

  it('are none without the extension', () => {
    expect([qcStatements(certificateWith({})), qcTypes(certificateWith({}))]).toEqual([[], []]);
  });

  it('that cannot be read are a DecodeError', () => {
    const trailing = encode(sequence([]));
    for (const value of [
      Uint8Array.of(5, 0),
      Uint8Array.of(...trailing, 5, 0),
      Uint8Array.of(0x30, 2, 0x30, 0),
    ]) {
      const certificate = certificateWith({ extensions: [{ oid: OID.qcStatements, value }] });
      expect(() => qcStatements(certificate)).toThrow(expect.objectContaining({ code: 'DECODE_FAILED' }));
    }
  });
});
