import { fromBase64, fromHex, toBase64 } from '@eseal/core';
import { describe, expect, it } from 'vitest';
import { flipBit } from '../../tamper.ts';
import { HASHES, isHashOid } from './keys/digest-info.ts';
import { pssDigest, pssParameters } from './pss-parameters.ts';

/** Written by OpenSSL. */
const SHA256 = 'MDSgDzANBglghkgBZQMEAgEFAKEcMBoGCSqGSIb3DQEBCDANBglghkgBZQMEAgEFAKIDAgEg';

describe('parameters of PSS', () => {
  it('are written as OpenSSL writes them', () => {
    expect(toBase64(pssParameters('2.16.840.1.101.3.4.2.1'))).toBe(SHA256);
  });

  it('are read for each digest', () => {
    for (const oid of Object.keys(HASHES).filter(isHashOid)) expect(pssDigest(pssParameters(oid))).toBe(oid);
  });

  it('are read without NULL, and with the trailer that is the default', () => {
    const digest = '300b0609608648016503040201';
    const mask = `30180609 2a864886f70d010108 ${digest}`.replaceAll(' ', '');
    const body = `a00d${digest}a11a${mask}a203020120`;
    expect(pssDigest(fromHex(`3030${body}`) ?? new Uint8Array())).toBe('2.16.840.1.101.3.4.2.1');
    expect(pssDigest(fromHex(`3035${body}a303020101`) ?? new Uint8Array())).toBe('2.16.840.1.101.3.4.2.1');
    expect(pssDigest(fromHex(`3035${body}a303020102`) ?? new Uint8Array())).toBeUndefined();
  });

  it('are not read with any bit changed, nor cut', () => {
    const right = fromBase64(SHA256) ?? new Uint8Array();
    for (let at = 0; at < right.length; at++) {
      const bit = at % 8;
      expect(pssDigest(flipBit(right, at, bit)), `${at}`).toBeUndefined();
      expect(pssDigest(right.subarray(0, at))).toBeUndefined();
    }
  });
});
