import { describe, expect, it } from 'vitest';
import { digestUri, mainIndicationUri, processUri, signatureAlgorithmUri } from './vocabulary.ts';

describe('names of TS 119 102-2', () => {
  it('are those of the standard', () => {
    expect(mainIndicationUri('TOTAL-PASSED')).toBe('urn:etsi:019102:mainindication:total-passed');
    expect(processUri('basic')).toBe('urn:etsi:019102:validationprocess:Basic');
    expect(processUri('archive')).toBe('urn:etsi:019102:validationprocess:LTA');
    expect(digestUri('SHA-256')).toBe('http://www.w3.org/2001/04/xmlenc#sha256');
  });

  it.each([
    ['ecdsa-sha256', 'http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256'],
    ['1.2.840.10040.4.3', 'urn:oid:1.2.840.10040.4.3'],
    ['something else', 'urn:etsi:019102:algorithm:unidentified'],
  ])('name the signature algorithm %s', (algorithm, uri) => {
    expect(signatureAlgorithmUri(algorithm)).toBe(uri);
  });
});
