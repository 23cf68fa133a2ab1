/** XML signatures that were moved, doubled or filled up after they were made, judged as a whole. */
import { toBase64, utf8 } from '@eseal/core';
import { type XadesOptions, xades } from '@eseal/formats/xades';
import type { World } from '@eseal/testkit';
import { beforeAll, describe, expect, it } from 'vitest';
import { type ValidateOptions, validate } from '../../src/validate.ts';
import { goodWorld, NOW } from '../judging.ts';
import { sealedBy } from '../sealed.ts';

const GOOD = '<pay Id="p">100</pay>';
const EVIL = '<pay Id="q">999999</pay>';
const DOCUMENT = `<r>${GOOD}</r>`;

let world: World;
/** A seal over the whole document, with a timestamp. */
let enveloped: string;
/** A seal over one element. */
let partial: string;
beforeAll(async () => {
  world = await goodWorld();
  enveloped = await sealed(DOCUMENT, {}, 'B-T');
  partial = await sealed(DOCUMENT, { packaging: 'internally-detached', elementIds: ['p'] });
});

const textOf = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

async function sealed(document: string, options: XadesOptions = {}, adesLevel: 'B-B' | 'B-T' = 'B-B') {
  return textOf(await sealedBy(world, utf8(document), xades(options), { adesLevel }));
}

async function judge(document: string, changes: Partial<ValidateOptions> = {}) {
  const options = { trust: world.anchors, revocation: 'none', validationTime: NOW, ...changes } as const;
  return validate(utf8(document), options);
}

/** The indications of a document, its seals after it. */
async function outcomeOf(document: string, changes: Partial<ValidateOptions> = {}): Promise<string> {
  const { conclusion } = await judge(document, changes);
  return 'subIndication' in conclusion ? (conclusion.subIndication ?? '') : conclusion.indication;
}

const signatureOf = (document: string): string =>
  /<ds:Signature .*<\/ds:Signature>/s.exec(document)?.[0] ?? '';

/** The document with something in front of the end of its signature. */
const withObject = (document: string, content: string): string =>
  document.replace('</ds:Signature>', `<ds:Object>${content}</ds:Object></ds:Signature>`);

describe('a seal as it was made', () => {
  it('passes, over a whole document and over one element of it', async () => {
    const { conclusion, seals } = await judge(enveloped);
    expect(conclusion).toEqual({ indication: 'TOTAL-PASSED' });
    expect(seals[0]?.scope.coversWholeDocument).toBe(true);
    const part = await judge(partial);
    expect(part.conclusion).toEqual({ indication: 'TOTAL-PASSED' });
    expect(part.seals[0]?.scope).toMatchObject({ coversWholeDocument: false, description: '/r/pay' });
  });
});

describe('a sealed element that was moved', () => {
  const seal = () => signatureOf(partial);
  const wrapped: readonly (readonly [string, () => string, string])[] = [
    ['beside the other', () => `<r>${EVIL}<x>${GOOD}</x>${seal()}</r>`, '/r/x/pay'],
    ['into the other', () => `<r><pay Id="q">999999${GOOD}</pay>${seal()}</r>`, '/r/pay/pay'],
    ['behind the seal', () => `<r>${EVIL}${seal()}${GOOD}</r>`, '/r/pay[2]'],
    ['in front of the other', () => `<r>${GOOD}${EVIL}${seal()}</r>`, '/r/pay[1]'],
    ['into the seal', () => withObject(`<r>${EVIL}${seal()}</r>`, GOOD), '/r/ds:Signature/ds:Object[2]/pay'],
    [
      'together with the seal into the other',
      () => `<r><pay Id="q">9${seal()}${GOOD}</pay></r>`,
      '/r/pay/pay',
    ],
    ['into an extension', () => `<r><e><f>${GOOD}</f></e>${EVIL}${seal()}</r>`, '/r/e/f/pay'],
    ['away from its seal', () => `<r>${EVIL}<w>${seal()}</w><z>${GOOD}</z></r>`, '/r/z/pay'],
  ];

  it.each(wrapped)('X1: passes as what it is, where it is: %s', async (_, document, path) => {
    const { seals } = await judge(document());
    expect(seals[0]?.scope).toMatchObject({ coversWholeDocument: false, description: path });
    expect(seals[0]?.cryptography).toMatchObject({ signatureIntact: true, referencesIntact: true });
  });

  it('X1: does not pass with another in its place, nor X3: with another of its identifier', async () => {
    expect(await outcomeOf(partial.replace(GOOD, EVIL))).toBe('SIGNED_DATA_NOT_FOUND');
    const double = partial.replace(GOOD, `${GOOD}${EVIL.replace('"q"', '"p"')}`);
    expect(await outcomeOf(double)).toBe('FORMAT_FAILURE');
    expect(await outcomeOf(enveloped.replace('100', '999'))).toBe('HASH_FAILURE');
  });

  it('X1: does not pass in an enveloping seal whose object was exchanged', async () => {
    const enveloping = await sealed(DOCUMENT, { packaging: 'enveloping' });
    const pattern = /<ds:Object [^>]*?Id="([^"]+)"[^>]*>[^<]*<\/ds:Object>/;
    const [, id = ''] = pattern.exec(enveloping) ?? [];
    expect(await outcomeOf(enveloping)).toBe('TOTAL-PASSED');
    const forged = `<ds:Object Id="${id}">${toBase64(utf8('<r/>'))}</ds:Object>`;
    const moved = enveloping.replace(pattern, forged);
    expect(await outcomeOf(moved)).toBe('HASH_FAILURE');
    const both = enveloping.replace('</ds:Signature>', `${forged}</ds:Signature>`);
    expect(await outcomeOf(both)).toBe('FORMAT_FAILURE');
  });
});

describe('a seal with something that is not its own', () => {
  const decoy = () => {
    const [properties = ''] =
      /<xades:QualifyingProperties.*<\/xades:QualifyingProperties>/s.exec(enveloped) ?? [];
    return properties
      .replace(/ Id="[^"]*-properties"/, ' Id="decoy"')
      .replace(/<xades:SigningTime>[^<]*/, '<xades:SigningTime>2001-01-01T00:00:00Z');
  };

  it.each([
    [
      'before its own',
      (object: string) => enveloped.replace('<ds:Object>', `<ds:Object>${object}</ds:Object><ds:Object>`),
    ],
    ['after its own', (object: string) => withObject(enveloped, object)],
  ])('X2: takes nothing from properties %s', async (_, insert) => {
    const [seal] = (await judge(insert(decoy()))).seals;
    expect(seal?.claimedTime).toEqual(NOW);
    expect(seal?.findings.map(({ id }) => id)).toContain('XADES_PROPERTIES_IGNORED');
  });

  it.each([
    ['SignedInfo', /<ds:SignedInfo>.*<\/ds:SignedInfo>/s],
    ['SignatureValue', /<ds:SignatureValue .*?<\/ds:SignatureValue>/s],
  ])('X4: fails with a second %s', async (_, pattern) => {
    const doubled = enveloped.replace(pattern, (found) => `${found}${found.replace(/ Id="[^"]*"/, '')}`);
    expect(await outcomeOf(doubled)).toBe('FORMAT_FAILURE');
  });

  it.each([
    ['a comment', '<!--x-->'],
    ['an instruction', '<?x y?>'],
    ['a CDATA section', '<![CDATA[A]]>'],
  ])('X5: fails with %s inside a digest', async (_, inserted) => {
    const mixed = enveloped.replace(/(<ds:DigestValue>.{5})/, `$1${inserted}`);
    expect(mixed).not.toBe(enveloped);
    expect(['FORMAT_FAILURE', 'HASH_FAILURE']).toContain(await outcomeOf(mixed));
    expect(await outcomeOf(enveloped.replace(/(<ds:SignatureValue [^>]*>.{5})/, `$1${inserted}`))).not.toBe(
      'TOTAL-PASSED',
    );
  });

  it('X1: does not cover data that its schemas let stand in keys, unsigned properties and algorithms', async () => {
    const pay = '<pay xmlns="urn:x">999999</pay>';
    const method = `<ds:DigestMethod Algorithm="x">${pay}</ds:DigestMethod><ds:DigestValue>AA==</ds:DigestValue>`;
    const filled = [
      enveloped.replace('</ds:X509Data>', `${pay}</ds:X509Data>`),
      enveloped.replace('</xades:UnsignedSignatureProperties>', `${pay}</xades:UnsignedSignatureProperties>`),
      withObject(enveloped, `<ds:Manifest><ds:Reference URI="a">${method}</ds:Reference></ds:Manifest>`),
    ];
    for (const document of filled) {
      const [seal] = (await judge(document)).seals;
      expect(seal?.cryptography).toMatchObject({ signatureIntact: true, referencesIntact: true });
      expect(seal?.scope.coversWholeDocument).toBe(false);
    }
  });

  it('X8: fails when its value claims to be a code under the public key', async () => {
    const hmac = 'http://www.w3.org/2001/04/xmldsig-more#hmac-sha256';
    const confused = enveloped.replace('http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256', hmac);
    const { conclusion } = await judge(confused);
    expect(conclusion.indication).not.toBe('TOTAL-PASSED');
  });

  it('X9: finds no signer when another certificate stands among its keys', async () => {
    const other = toBase64(world.tsa.certificate);
    const exchanged = enveloped.replace(/<ds:X509Data>.*?<\/ds:X509Data>/s, () => {
      return `<ds:X509Data><ds:X509Certificate>${other}</ds:X509Certificate></ds:X509Data>`;
    });
    expect(await outcomeOf(exchanged)).toBe('NO_SIGNING_CERTIFICATE_FOUND');
  });

  it('X17: proves no time by the timestamp of another seal', async () => {
    const stamp = /<xades:SignatureTimeStamp>.*<\/xades:SignatureTimeStamp>/s;
    const foreign = stamp.exec(await sealed('<other/>', {}, 'B-T'))?.[0] ?? '';
    const { seals } = await judge(enveloped.replace(stamp, foreign));
    expect(seals[0]?.timestamps).toMatchObject([{ imprintFound: true, imprintIntact: false }]);
    const honest = (await judge(enveloped)).seals[0];
    expect(honest?.proofOfExistence).toBe('timestamp');
    expect(seals[0]?.proofOfExistence).not.toBe('timestamp');
  });
});

describe('a counter-signature', () => {
  it('X18: of another value fails alone', async () => {
    const countersigned = async (document: string): Promise<string> => {
      const [seal] = (await judge(document)).seals;
      return sealed(document, { counterSignatureOf: seal?.id ?? '' });
    };
    const pattern = /<xades:CounterSignature[^>]*>.*<\/xades:CounterSignature>/s;
    const honest = await countersigned(enveloped);
    const other = await countersigned(await sealed('<other/>'));
    const swapped = honest.replace(pattern, pattern.exec(other)?.[0] ?? '');
    const indications = async (document: string) =>
      (await judge(document)).seals.map(({ conclusion }) => conclusion.indication);
    expect(await indications(honest)).toEqual(['TOTAL-PASSED', 'TOTAL-PASSED']);
    const [first, second] = await indications(swapped);
    expect(first).toBe('TOTAL-PASSED');
    expect(second).not.toBe('TOTAL-PASSED');
  });
});

describe('a seal beside its documents', () => {
  const contents = [
    { name: 'a.txt', source: utf8('a') },
    { name: 'b.txt', source: utf8('b') },
  ];
  const options: XadesOptions = { packaging: 'detached', name: 'a.txt', contents: contents.slice(1) };

  it('X10: asks nobody for what it refers to', async () => {
    const detached = await sealed('a', { ...options, contents: [] });
    const away = detached.replaceAll('URI="a.txt"', 'URI="http://localhost:1/a.txt"');
    for (const document of [detached, away]) {
      const started = performance.now();
      expect(['SIGNED_DATA_NOT_FOUND', 'SIG_CRYPTO_FAILURE']).toContain(await outcomeOf(document));
      expect(performance.now() - started).toBeLessThan(5000);
    }
    expect(await outcomeOf(detached)).toBe('SIGNED_DATA_NOT_FOUND');
  });

  it('X16: fails when a document that its manifest lists was changed, and warns when it was not given', async () => {
    const listed = await sealed('a', { ...options, manifest: true });
    expect(await outcomeOf(listed, { contents })).toBe('TOTAL-PASSED');
    const changed = [
      { name: 'a.txt', source: utf8('a') },
      { name: 'b.txt', source: utf8('x') },
    ];
    expect(await outcomeOf(listed, { contents: changed })).toBe('HASH_FAILURE');
    const { conclusion, seals } = await judge(listed, { contents: contents.slice(0, 1) });
    expect(conclusion).toEqual({ indication: 'TOTAL-PASSED' });
    expect(seals[0]?.findings.map(({ id }) => id)).toContain('MANIFEST_ENTRIES_FOUND');
    expect(seals[0]?.scope.coversWholeDocument).toBe(false);
  });
});

describe('a document that is made to exhaust or to deceive its reader', () => {
  const refused: readonly (readonly [string, () => string])[] = [
    [
      'X7: entities that grow',
      () => `<!DOCTYPE r [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>${enveloped.replace('100', '&b;')}`,
    ],
    [
      'X7: a file of the system',
      () => `<!DOCTYPE r [<!ENTITY f SYSTEM "file:///etc/passwd">]>${enveloped.replace('100', '&f;')}`,
    ],
    ['X15: elements in elements', () => `${'<a>'.repeat(100_000)}${'</a>'.repeat(100_000)}`],
  ];

  it.each(refused)('%s: is refused as a file', async (_, document) => {
    const started = performance.now();
    expect(await outcomeOf(document())).toBe('FORMAT_FAILURE');
    expect(performance.now() - started).toBeLessThan(5000);
  });

  it('X12: is covered in no part by a seal whose filter selects nothing', async () => {
    const expression = 'not(ancestor-or-self::ds:Signature)';
    expect(enveloped).toContain(expression);
    const { conclusion, seals } = await judge(enveloped.replace(expression, 'false()'));
    expect(conclusion.indication).not.toBe('TOTAL-PASSED');
    expect(seals[0]?.scope.coversWholeDocument).toBe(false);
  });

  it('X14: is refused with more references than anyone makes', async () => {
    const [reference = ''] = /<ds:Reference .*?<\/ds:Reference>/s.exec(enveloped) ?? [];
    const many = enveloped.replace(reference, reference.repeat(20_000));
    const started = performance.now();
    expect(await outcomeOf(many)).toBe('FORMAT_FAILURE');
    expect(performance.now() - started).toBeLessThan(5000);
  });
});
