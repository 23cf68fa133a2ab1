import { describe, expect, it } from 'vitest';
import * as OID from '../asn1/oids.ts';
import { DerReader } from '../asn1/reader.ts';
import {
  context,
  type DerPart,
  element,
  encode,
  generalizedTime,
  integer,
  nullValue,
  objectIdentifier,
  octetString,
  sequence,
} from '../asn1/writer.ts';
import { digestRow } from '../crypto/algorithms.ts';
import { readSingleResponse } from './ocsp-single-response.ts';

const AT = new Date('2026-11-01T00:00:00Z');
const LATER = new Date('2026-11-02T00:00:00Z');
const decodeFailed = expect.objectContaining({ code: 'DECODE_FAILED' });

const digest = sequence([objectIdentifier(digestRow('SHA-256').oid), nullValue()]);
const hash = octetString(Uint8Array.of(1));
const certId = sequence([digest, hash, hash, integer(7)]);
const good = octetString(new Uint8Array(), 0x80);
const unknown = octetString(new Uint8Array(), 0x82);
const revoked = (...more: readonly DerPart[]) => context(1, [generalizedTime(AT), ...more]);
const reason = (number: number) => context(0, [element(0x0a, [Uint8Array.of(number)])]);
const extension = (oid: string, value: DerPart) =>
  context(1, [sequence([sequence([objectIdentifier(oid), octetString(encode(value))])])]);

const read = (status: DerPart, ...more: readonly DerPart[]) =>
  readSingleResponse(
    DerReader.over(encode(sequence([certId, status, generalizedTime(AT), ...more])), 'SingleResponse'),
  );

describe('readSingleResponse', () => {
  it.each([
    ['good', good, { kind: 'good' }],
    ['unknown', unknown, { kind: 'unknown' }],
    ['revoked', revoked(reason(1)), { kind: 'revoked', revocationTime: AT, reason: 'keyCompromise' }],
    ['revoked for no reason', revoked(), { kind: 'revoked', revocationTime: AT, reason: 'unspecified' }],
  ] as const)('reads the status %s', (_, encoded, status) => {
    expect(read(encoded).status).toEqual(status);
  });

  it('takes nothing else for a status', () => {
    const cases = [
      octetString(new Uint8Array(), 0x83),
      context(0, []),
      context(1, []),
      revoked(reason(1), reason(1)),
      revoked(context(1, [])),
    ];
    for (const status of cases) expect(() => read(status)).toThrow(decodeFailed);
  });

  it('knows when there is newer data, or that there is none to wait for', () => {
    expect(read(good)).toMatchObject({ thisUpdate: AT, nextUpdate: undefined, extensions: [] });
    expect(read(good, context(0, [generalizedTime(LATER)])).nextUpdate).toEqual(LATER);
    for (const times of [[], [generalizedTime(LATER), generalizedTime(LATER)]])
      expect(() => read(good, context(0, times))).toThrow(decodeFailed);
  });

  it('reads since when data is kept about expired certificates', () => {
    expect(read(good, extension(OID.ocspArchiveCutoff, generalizedTime(AT))).archiveCutoff).toEqual(AT);
    expect(() => read(good, extension(OID.ocspArchiveCutoff, integer(1)))).toThrow(decodeFailed);
  });

  it('reads the hash of the certificate that the responder knows', () => {
    expect(read(good, extension(OID.certHash, sequence([digest, hash]))).certHash).toEqual({
      digestAlgorithm: 'SHA-256',
      certificateHash: Uint8Array.of(1),
    });
    for (const fields of [[digest], [digest, hash, hash]])
      expect(() => read(good, extension(OID.certHash, sequence(fields)))).toThrow(decodeFailed);
  });

  it('keeps extensions that it does not know', () => {
    expect(read(good, extension('2.999.1', nullValue()))).toMatchObject({
      archiveCutoff: undefined,
      certHash: undefined,
      extensions: [{ oid: '2.999.1' }],
    });
  });

  it('refuses anything behind the last field', () => {
    expect(() => read(good, extension('2.999.1', nullValue()), integer(1))).toThrow(decodeFailed);
  });
});
