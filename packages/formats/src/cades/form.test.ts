import { utf8 } from '@eseal/core';
import {
  context,
  type DerNode,
  type DerPart,
  element,
  encode,
  OID,
  objectIdentifier,
  octetString,
  sequence,
} from '@eseal/core/asn1';
import { attribute, parseSignedData, spliceSignedData, withUnsignedAttributes } from '@eseal/core/cms';
import type { ParsedSignature, SignatureForm } from '@eseal/core/container';
import { digestBytes, digestIdentifier } from '@eseal/core/crypto';
import { parseCertificate } from '@eseal/core/x509';
import { issueCrl } from '@eseal/testkit';
import { beforeAll, describe, expect, it } from 'vitest';
import { parseCades } from './parse.ts';
import { createTestSealer, type TestSealer } from './test-seals.ts';

const DOCUMENT = utf8('見積書');
const OCSP_RESPONSE = '1.3.6.1.5.5.7.16.2';

let sealer: TestSealer;
/** Lists of both authorities: everything is covered by them. */
let crls: readonly Uint8Array[];
/** The OCSP answer about the seal's certificate. */
let answer: Uint8Array;
let atB: Uint8Array;
let atT: Uint8Array;
let token: Uint8Array;
beforeAll(async () => {
  sealer = await createTestSealer();
  const { world } = sealer;
  const list = (issuer: typeof world.root) =>
    issueCrl({ issuer, revocations: [], thisUpdate: world.now, nextUpdate: world.now, number: 1 });
  crls = [await list(world.issuingCa), await list(world.root)];
  answer = await askOcsp();
  atB = await sealer.sealed(DOCUMENT);
  atT = await sealer.sealed(DOCUMENT, {}, { adesLevel: 'B-T' });
  token = await sealer.timestamps.stamp(new Uint8Array(32));
});

/** OCSPRequest about the seal's certificate (RFC 6960 §4.1.1), asked of the world's responder. */
async function askOcsp(): Promise<Uint8Array> {
  const { issuingCa, seal } = sealer.world;
  const { bits } = parseCertificate(issuingCa.certificate).publicKey;
  const certId = sequence([
    digestIdentifier('SHA-256'),
    octetString(await digestBytes('SHA-256', issuingCa.subject)),
    octetString(await digestBytes('SHA-256', bits)),
    element(0x02, [parseCertificate(seal.certificate).serialNumber]),
  ]);
  const body = encode(sequence([sequence([sequence([sequence([certId])])])]));
  const headers = { 'content-type': 'application/ocsp-request' };
  const { urls, transport } = sealer.world;
  return (await transport({ method: 'POST', url: urls.ocsp, headers, body })).body;
}

interface Additions {
  readonly unsigned?: readonly DerNode[];
  /** Elements of SignedData.crls. */
  readonly crls?: readonly DerPart[];
  readonly certificates?: readonly Uint8Array[];
}

/** A CMS with more in it. */
function add(sealed: Uint8Array, additions: Additions): Uint8Array {
  const received = parseSignedData(sealed);
  const { unsigned = [], certificates } = additions;
  return encode(
    spliceSignedData(received, {
      ...(additions.crls && { crls: element(0xa1, additions.crls) }),
      ...(certificates && { certificates: element(0xa0, certificates) }),
      signerInfos: received.signerInfos.map((signer) =>
        unsigned.length === 0 ? signer.raw : withUnsignedAttributes(signer, unsigned),
      ),
    }),
  );
}

async function parsed(sealed: Uint8Array, additions: Additions = {}): Promise<ParsedSignature> {
  const [first] = (await parseCades(add(sealed, additions))).signatures;
  if (first === undefined) throw new RangeError('no signature');
  return first;
}

const formOf = async (sealed: Uint8Array, additions?: Additions): Promise<SignatureForm> =>
  (await parsed(sealed, additions)).form;

const references = (): readonly DerNode[] => [
  attribute(OID.certificateRefs, [sequence([])]),
  attribute(OID.revocationRefs, [sequence([])]),
];

const values = (): readonly DerNode[] => [
  attribute(OID.revocationValues, [sequence([context(0, [sequence(crls)])])]),
];

const stamp = (type: string): DerNode => attribute(type, [token]);

const ocspInfo = (): DerNode => element(0xa1, [objectIdentifier(OCSP_RESPONSE), answer]);

describe('the form of a baseline seal', () => {
  it('is B-B, with a signature timestamp B-T', async () => {
    expect([await formOf(atB), await formOf(atT)]).toEqual(['B-B', 'B-T']);
  });

  it('is B-LT with revocation data for all of its chains', async () => {
    expect(await formOf(atT, { crls })).toBe('B-LT');
    const root = crls[1] ?? new Uint8Array();
    expect(await formOf(atT, { crls: [root, ocspInfo()] })).toBe('B-T');
    const seal = await parsed(atT, { crls: [...crls, ocspInfo()] });
    expect(seal).toMatchObject({ form: 'B-LT', crls: [...crls], ocspResponses: [answer] });
  });

  it('stays B-T when data is missing for one of them', async () => {
    for (const missing of [0, 1]) {
      expect(await formOf(atT, { crls: crls.filter((_, at) => at !== missing) })).toBe('B-T');
    }
  });

  it('is B-LTA with an archive timestamp of version 3, and not with one of version 2', async () => {
    expect(await formOf(atT, { crls, unsigned: [stamp(OID.archiveTimestampV3)] })).toBe('B-LTA');
    expect(await formOf(atT, { crls, unsigned: [stamp(OID.archiveTimestampV2)] })).toBe('B-LT');
  });

  it('is no level above B-B without a signature timestamp', async () => {
    expect(await formOf(atB, { crls, unsigned: [stamp(OID.archiveTimestampV3)] })).toBe('B-B');
  });

  it('is not baseline when the CMS lacks its certificate', async () => {
    const certificates = [sealer.world.issuingCa.certificate];
    expect(await formOf(atB, { certificates })).toBe('BES');
    expect(await formOf(atT, { certificates })).toBe('T');
  });
});

describe('the form of an extended seal', () => {
  it('is C with references, X with a timestamp over them', async () => {
    expect(await formOf(atT, { unsigned: references() })).toBe('C');
    for (const type of [OID.escTimestamp, OID.certCrlTimestamp]) {
      expect(await formOf(atT, { unsigned: [...references(), stamp(type)] })).toBe('X');
    }
  });

  it('is XL with the values too, and A with an archive timestamp', async () => {
    const unsigned = [...references(), ...values(), stamp(OID.escTimestamp)];
    expect(await formOf(atT, { unsigned })).toBe('XL');
    expect(await formOf(atT, { unsigned: [...unsigned, stamp(OID.archiveTimestampV2)] })).toBe('A');
  });

  it('is LT with values in their attributes, and A with an archive timestamp', async () => {
    expect(await formOf(atT, { unsigned: values() })).toBe('LT');
    expect(await formOf(atT, { unsigned: [...values(), stamp(OID.archiveTimestampV3)] })).toBe('A');
  });
});

describe('material', () => {
  it('is read from the attributes for values', async () => {
    const { certificate } = sealer.world.root;
    const unsigned = [...values(), attribute(OID.certificateValues, [sequence([certificate])])];
    const seal = await parsed(atT, { unsigned });
    expect(seal.crls).toEqual(crls);
    expect(seal.certificates).toContainEqual(certificate);
  });

  it('is a basic OCSP response put into a whole one', async () => {
    const whole = answer;
    const basic = parseBasic(whole);
    const info = element(0xa1, [objectIdentifier('1.3.6.1.5.5.7.48.1.1'), basic]);
    expect((await parsed(atT, { crls: [info] })).ocspResponses).toEqual([whole]);
    const inValues = attribute(OID.revocationValues, [sequence([context(1, [sequence([basic])])])]);
    expect((await parsed(atT, { unsigned: [inValues] })).ocspResponses).toEqual([whole]);
  });

  it('is nothing where it cannot be read', async () => {
    const broken = [OID.certificateValues, OID.revocationValues].map((type) =>
      attribute(type, [octetString(DOCUMENT)]),
    );
    const other = element(0xa1, [objectIdentifier('1.2.3'), sequence([])]);
    const seal = await parsed(atB, { unsigned: broken, crls: [other, element(0xa1, [sequence([])])] });
    expect(seal).toMatchObject({ crls: [], ocspResponses: [] });
    expect(seal.certificates).toHaveLength(parseSignedData(atB).certificates.length);
  });
});

/** BasicOCSPResponse inside an OCSPResponse (RFC 6960 §4.2.1): the content of its last OCTET STRING. */
function parseBasic(response: Uint8Array): Uint8Array {
  for (let at = 0; at < response.length; at++) {
    if (response[at] === 0x04 && response[at + 1] === 0x82) return response.subarray(at + 4);
  }
  throw new RangeError('no BasicOCSPResponse');
}
