import { readable, utf8 } from '@eseal/core';
import { parseXml } from '@eseal/formats/xml';
import { type Entity, flipBit } from '@eseal/testkit';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  certificatesOf,
  createListSigners,
  ENVELOPED,
  EXCLUSIVE,
  INCLUSIVE,
  listXml,
  NOW,
  signatureOf,
  signList,
  toList,
  withLast,
  xpath,
} from '../test-lists.ts';
import { authenticateList, type ListAuthentication } from './authenticate-list.ts';

let first: Entity;
let second: Entity;
let twin: Entity;

beforeAll(async () => {
  const pki = await createListSigners();
  first = pki.entity('first');
  second = pki.entity('second');
  twin = pki.entity('twin');
});

/** Judges a list that only `first` may sign. */
function authenticate(list: string): Promise<ListAuthentication> {
  return authenticateList(parseXml(utf8(list)), certificatesOf(first), { time: NOW });
}

const GENUINE = listXml({ sequenceNumber: 7 });
/** What an attacker would like to be believed. */
const FORGED = listXml({ sequenceNumber: 8, territory: 'XX' });

const FORMAT_FAILURE = { indication: 'TOTAL-FAILED', subIndication: 'FORMAT_FAILURE' };
const NOT_ANNOUNCED = { indication: 'INDETERMINATE', subIndication: 'NO_CERTIFICATE_CHAIN_FOUND' };

async function expectRefused(list: string, conclusion: object, id: string): Promise<void> {
  expect(await authenticate(list)).toMatchObject({ conclusion, signer: undefined, findings: [{ id }] });
}

describe('who signed a list', () => {
  it('K23: has to be one of those who may sign it', async () => {
    await expectRefused(await signList(GENUINE, second), NOT_ANNOUNCED, 'LIST_SIGNER_NOT_ANNOUNCED');
  });

  it('K23: is not told by a name that is the same', async () => {
    await expectRefused(await signList(GENUINE, twin), NOT_ANNOUNCED, 'LIST_SIGNER_NOT_ANNOUNCED');
  });

  it('K23: is not told by a certificate that was put into the signature', async () => {
    const list = await signList(GENUINE, second);
    const embedded = /<ds:X509Certificate>.*?<\/ds:X509Certificate>/;
    const announced = embedded.exec(await signList(GENUINE, first))?.[0] ?? '';
    const swapped = list.replace(embedded, announced);
    expect(swapped).not.toBe(list);
    const nobody = { indication: 'INDETERMINATE', subIndication: 'NO_SIGNING_CERTIFICATE_FOUND' };
    await expectRefused(swapped, nobody, 'LIST_SIGNER_UNNAMED');
  });

  it('K23: is not told by naming somebody whose key did not sign', async () => {
    const list = await signList(GENUINE, second, { named: first });
    const broken = { indication: 'TOTAL-FAILED', subIndication: 'SIG_CRYPTO_FAILURE' };
    await expectRefused(list, broken, 'LIST_SIGNATURE_BROKEN');
  });
});

/** A genuine list as a part of a forged one, with its signature where the attacker likes. */
async function wrap(place: (genuine: string, signature: string) => string): Promise<string> {
  const genuine = listXml({ sequenceNumber: 7, root: ' Id="G"' });
  const signature = await signatureOf(genuine, first, {
    references: [{ ...toList(genuine), uri: '#G' }],
  });
  return place(genuine, signature);
}

describe('a list', () => {
  it('K23: is not authentic with any bit changed, of what it says or of what was signed of its signature', async () => {
    const list = utf8(await signList(GENUINE, first));
    const text = new TextDecoder().decode(list);
    const ends = [text.indexOf('<ds:Signature '), text.indexOf('</ds:SignedInfo>')] as const;
    const places = fc.oneof(
      fc.nat(ends[0] - 1),
      fc.integer({ min: text.indexOf('<ds:SignedInfo>'), max: ends[1] }),
      fc.integer({
        min: text.indexOf('<xades:SignedProperties'),
        max: text.indexOf('</xades:SignedProperties'),
      }),
    );
    await fc.assert(
      fc.asyncProperty(places, fc.nat(7), async (at, bit) => {
        const document = readable(() => parseXml(flipBit(list, at, bit)));
        if (document === undefined) return;
        const { signer } = await authenticateList(document, certificatesOf(first), { time: NOW });
        expect(signer).toBeUndefined();
      }),
      { numRuns: 300 },
    );
  });
});

describe('what a signature of a list covers', () => {
  it.each([
    [
      'wrapped beside the signature',
      (genuine: string, signature: string) =>
        withLast(FORGED, `<Extension>${genuine}</Extension>${signature}`),
    ],
    [
      'wrapped with its signature in it',
      (genuine: string, signature: string) =>
        withLast(FORGED, `<Extension>${withLast(genuine, signature)}</Extension>`),
    ],
    [
      'wrapped into the signature',
      (genuine: string, signature: string) =>
        withLast(
          FORGED,
          signature.replace('</ds:Signature>', `<ds:Object>${genuine}</ds:Object></ds:Signature>`),
        ),
    ],
    [
      'wrapped in front of everything else',
      (genuine: string, signature: string) =>
        withLast(FORGED.replace('<SchemeInformation>', `${genuine}<SchemeInformation>`), signature),
    ],
  ])('K23: is not the genuine list %s', async (_, place) => {
    await expectRefused(await wrap(place), FORMAT_FAILURE, 'LIST_NOT_COVERED');
  });

  it('K23: is not told by an identifier that the forged root has too', async () => {
    const list = await wrap((genuine, signature) =>
      withLast(
        FORGED.replace('<TrustServiceStatusList', '<TrustServiceStatusList Id="G"'),
        `<Extension>${genuine}</Extension>${signature}`,
      ),
    );
    await expectRefused(list, FORMAT_FAILURE, 'LIST_SIGNATURE_UNREADABLE');
  });

  it('K23: is not in question when there are two signatures', async () => {
    const signature = await signatureOf(GENUINE, first);
    for (const list of [
      withLast(GENUINE, signature + signature),
      withLast(GENUINE, `<Extension>${signature}</Extension>${signature}`),
      withLast(FORGED, (await signatureOf(FORGED, second)) + signature),
    ]) {
      await expectRefused(list, FORMAT_FAILURE, 'LIST_SIGNATURE_COUNT');
      expect((await authenticate(list)).findings[0]?.message.en).toContain('found 2');
    }
  });

  it('K23: is not the list when the signature was moved into a part of it', async () => {
    const signature = await signatureOf(GENUINE, first);
    const moved = GENUINE.replace('</SchemeInformation>', `${signature}</SchemeInformation>`);
    await expectRefused(moved, FORMAT_FAILURE, 'LIST_NOT_COVERED');
  });

  it('K23: is more than an element of the list', async () => {
    const part = '<TSLSequenceNumber Id="N">7</TSLSequenceNumber>';
    const xml = GENUINE.replace('<TSLSequenceNumber>7</TSLSequenceNumber>', part);
    const over = part.replace(' Id', ' xmlns="http://uri.etsi.org/02231/v2#" Id');
    const list = await signList(xml, first, {
      references: [{ uri: '#N', transforms: [EXCLUSIVE], over }],
    });
    await expectRefused(list, FORMAT_FAILURE, 'LIST_NOT_COVERED');
    const both = await signList(xml, first, {
      references: [toList(xml), { uri: '#N', transforms: [EXCLUSIVE], over }],
    });
    await expectRefused(both, FORMAT_FAILURE, 'LIST_NOT_COVERED');
  });

  it('K23: is not left to a filter', async () => {
    const pointers = '<PointersToOtherTSL></PointersToOtherTSL>';
    const filtered: readonly (readonly [readonly string[], string])[] = [
      [
        [ENVELOPED, xpath('not(ancestor-or-self::*[local-name()="PointersToOtherTSL"])'), EXCLUSIVE],
        GENUINE.replace(pointers, ''),
      ],
      [[xpath('not(ancestor-or-self::ds:Signature)'), ENVELOPED, EXCLUSIVE], GENUINE],
      [[ENVELOPED, EXCLUSIVE, INCLUSIVE], GENUINE],
      [[ENVELOPED, ENVELOPED, EXCLUSIVE], GENUINE],
      [[EXCLUSIVE], GENUINE],
      [[xpath('self::ds:Signature')], ''],
    ];
    for (const [transforms, over] of filtered) {
      const list = await signList(GENUINE, first, { references: [{ uri: '', transforms, over }] });
      await expectRefused(list, FORMAT_FAILURE, 'LIST_NOT_COVERED');
    }
  });

  it('K23: holds what the signer said of himself', async () => {
    const list = await signList(GENUINE, first, { coversProperties: false });
    await expectRefused(list, FORMAT_FAILURE, 'LIST_SIGNATURE_UNREADABLE');
  });

  it('K23: is not what stands elsewhere', async () => {
    const list = await signList(GENUINE, first, {
      references: [{ uri: 'https://lists.example/', transforms: [ENVELOPED, EXCLUSIVE], over: GENUINE }],
    });
    await expectRefused(list, FORMAT_FAILURE, 'LIST_NOT_COVERED');
  });

  it.each([
    ['<TSLSequenceNumber>7', '<TSLSequenceNumber>7<!-- 8 -->'],
    ['<TSLSequenceNumber>7', '<TSLSequenceNumber><![CDATA[7]]>'],
    ['<SchemeTerritory>', '<SchemeTerritory><!-- -->'],
  ])('K23: X5: does not fix a value that %s becomes %s in', async (value, hidden) => {
    const list = (await signList(GENUINE, first)).replace(value, hidden);
    expect(list).toContain(hidden);
    await expectRefused(list, FORMAT_FAILURE, 'LIST_NOT_COVERED');
  });

  it('K23: is without comments, which change nothing, and with instructions, which do', async () => {
    const list = await signList(GENUINE, first);
    const commented = list.replace('<TSLSequenceNumber>', '<!-- 8 --><TSLSequenceNumber>');
    expect((await authenticate(commented)).conclusion.indication).toBe('TOTAL-PASSED');
    for (const instructed of [
      list.replace('<TSLSequenceNumber>', '<?x y?><TSLSequenceNumber>'),
      `<?xml-stylesheet href="other.xsl"?>${list}`,
      `${list}<?x y?>`,
    ]) {
      expect((await authenticate(instructed)).conclusion.indication).toBe('TOTAL-FAILED');
    }
    const byId = GENUINE.replace('<TrustServiceStatusList', '<TrustServiceStatusList Id="L"');
    const root = canonicalRoot(byId);
    const signed = await signList(root, first, { references: [{ ...toList(root), uri: '#L' }] });
    expect((await authenticate(signed)).conclusion.indication).toBe('TOTAL-PASSED');
    await expectRefused(`<?xml-stylesheet href="x"?>${signed}`, FORMAT_FAILURE, 'LIST_NOT_COVERED');
  });

  it('K23: is refused when its signature can be read in two ways', async () => {
    const list = await signList(GENUINE, first);
    const info = /<ds:SignedInfo>.*<\/ds:SignedInfo>/.exec(list)?.[0] ?? '';
    await expectRefused(list.replace(info, info + info), FORMAT_FAILURE, 'LIST_SIGNATURE_UNREADABLE');
    const commented = list.replace('<ds:DigestValue>', '<ds:DigestValue><!-- x -->');
    await expectRefused(commented, FORMAT_FAILURE, 'LIST_SIGNATURE_UNREADABLE');
  });

  it('K23: is not looked for among more signatures than anyone makes', async () => {
    const many = withLast(
      GENUINE,
      '<ds:Signature xmlns:ds="http://www.w3.org/2000/09/xmldsig#"></ds:Signature>'.repeat(2000),
    );
    await expectRefused(many, FORMAT_FAILURE, 'LIST_SIGNATURE_UNREADABLE');
  });
});

/** Declarations stand before attributes in canonical form. */
function canonicalRoot(xml: string): string {
  return xml.replace(/<TrustServiceStatusList (Id="L") (xmlns="[^"]*")/, '<TrustServiceStatusList $2 $1');
}
