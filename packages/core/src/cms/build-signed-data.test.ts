import { describe, expect, it } from 'vitest';
import { testSignedData, testSignerInfo } from '../../test/signed-data-with.ts';
import * as OID from '../asn1/oids.ts';
import { element, encode, encodeParts, integer, octetString } from '../asn1/writer.ts';
import { concatBytes } from '../util/bytes.ts';
import { attribute } from './build-attributes.ts';
import {
  attachedContent,
  detachedSignedData,
  signedDataContentInfo,
  spliceSignedData,
  withUnsignedAttributes,
} from './build-signed-data.ts';
import { parseSignedData } from './signed-data.ts';
import { parseSignerInfo } from './signer-info.ts';

const STAMP = attribute(OID.signatureTimestamp, [octetString(new Uint8Array(40))]);

describe('a new SignedData', () => {
  it('has version 3 for other contents and lists a digest algorithm once (RFC 5652 §5.1)', () => {
    const fields = detachedSignedData({
      contentType: OID.tstInfo,
      digestAlgorithms: ['SHA-256', 'SHA-256'],
      certificates: [],
    });
    const encapContentInfo = attachedContent(OID.tstInfo, new Uint8Array(3));
    const parsed = parseSignedData(encode(signedDataContentInfo({ ...fields, encapContentInfo }, [])));
    expect(parsed.version).toBe(3);
    expect(parsed.digestAlgorithms).toHaveLength(1);
  });

  it('leaves content outside where it is told to', () => {
    const content = { length: 1000, source: 'elsewhere' };
    const fields = detachedSignedData({ contentType: OID.data, digestAlgorithms: [], certificates: [] });
    const node = signedDataContentInfo(
      { ...fields, encapContentInfo: attachedContent(OID.data, content) },
      [],
    );
    const [before, outside, after] = encodeParts(node);
    expect(outside).toBe(content);
    const whole = concatBytes([before as Uint8Array, new Uint8Array(1000), after as Uint8Array]);
    expect(whole).toHaveLength(node.length);
    expect(parseSignedData(whole).content).toEqual([new Uint8Array(1000)]);
  });
});

describe('adding to a received CMS', () => {
  it('keeps every byte of a signer that gets an attribute', () => {
    const received = parseSignerInfo(encode(testSignerInfo()));
    const raised = parseSignerInfo(encode(withUnsignedAttributes(received, [STAMP])));
    expect(raised.signedFields).toEqual(received.signedFields);
    expect(raised.unsignedAttributes.map(({ raw }) => raw)).toEqual([encode(STAMP)]);
  });

  it('keeps the attributes that are there, in their order, before the new ones', () => {
    const later = attribute(OID.archiveTimestampV3, [octetString(new Uint8Array(4))]);
    const received = parseSignerInfo(encode(testSignerInfo([STAMP])));
    const raised = parseSignerInfo(encode(withUnsignedAttributes(received, [later])));
    expect(raised.unsignedAttributes.map(({ raw }) => raw)).toEqual([encode(STAMP), encode(later)]);
  });

  it('replaces the fields it is given and nothing else', () => {
    const received = parseSignedData(testSignedData());
    const crls = element(0xa1, [integer(5)]);
    const signerInfos = received.signerInfos.map(({ raw }) => raw);
    const spliced = parseSignedData(encode(spliceSignedData(received, { crls, signerInfos })));
    expect(spliced.fields).toEqual({ ...received.fields, crls: encode(crls) });
    expect(spliced.signerInfos[0]?.raw).toEqual(received.signerInfos[0]?.raw);
    expect(encode(spliceSignedData(received, { signerInfos }))).toEqual(testSignedData());
  });
});
