import { toBase64 } from '@eseal/core';
import { describe, expect, it } from 'vitest';
import { hashesOf } from '../test-steps.ts';
import { toBase64Url } from '../util/base64.ts';
import {
  assertGranted,
  type DetailsType,
  encodeAuthorizationDetails,
  type WantedGrant,
} from './authorization-details.ts';
import { createAuthorizationManifest } from './manifest.ts';

const TYPES: readonly DetailsType[] = [
  'credential',
  'https://cloudsignatureconsortium.org/2025/credential',
  'digest_signing',
];

async function wantedFor(type: DetailsType): Promise<WantedGrant> {
  const documents = [{ id: 'a', name: 'a.pdf' }, undefined, undefined];
  const manifest = await createAuthorizationManifest(await hashesOf(['one', 'two', 'one']), documents);
  return { type, credentialId: 'seal', manifest, signatures: 3, hashTypeCase: 'lower' };
}

/** The members as a service would answer them, after a change. */
const changed = (details: unknown, change: (text: string) => string) =>
  JSON.parse(change(JSON.stringify(details)));

describe.each(TYPES)('authorisation details of type %s', (type) => {
  it('are granted as they were asked for, in either alphabet and any order', async () => {
    const wanted = await wantedFor(type);
    const details = encodeAuthorizationDetails(wanted);
    const [hash] = wanted.manifest.hashes;
    const other = changed(details, (text) =>
      text.replaceAll(toBase64(hash ?? new Uint8Array()), toBase64Url(hash ?? new Uint8Array())),
    );
    expect(() => assertGranted([details], wanted)).not.toThrow();
    expect(() => assertGranted([other], wanted)).not.toThrow();
    expect(() => assertGranted([{ type: 'openid' }, details], wanted)).not.toThrow();
  });

  it.each([
    ['another credential', (text: string) => text.replace('"seal"', '"other"')],
    ['another type', (text: string) => text.replace(type, 'other')],
    [
      'another algorithm',
      (text: string) => text.replaceAll('2.16.840.1.101.3.4.2.1', '2.16.840.1.101.3.4.2.3'),
    ],
    [
      'another count',
      (text: string) =>
        text
          .replace(/"(numSignatures|num_signatures)":3/, '"$1":4')
          .replace('"type"', '"numSignatures":4,"num_signatures":4,"type"'),
    ],
    ['one digest less', (text: string) => text.replace(/\[\{[^}]*\},/, '[')],
    ['one digest twice', (text: string) => text.replace(/\[(\{[^}]*\}),/, '[$1,$1,')],
    ['no digests', (text: string) => text.replace(/\[.*\]/, '[]')],
    ['a digest that is none', (text: string) => text.replace(/"(hash|value)":"[^"]*"/, '"$1":7')],
  ])('K30: are refused with %s', async (_name, change) => {
    const wanted = await wantedFor(type);
    const details = changed(encodeAuthorizationDetails(wanted), change);
    expect(() => assertGranted([details], wanted)).toThrow(
      expect.objectContaining({ code: 'SIGNER_UNAUTHORIZED' }),
    );
  });

  it('are refused when they are missing, or when more is granted', async () => {
    const wanted = await wantedFor(type);
    const details = encodeAuthorizationDetails(wanted);
    for (const answer of [undefined, null, [], 'text', [details, details]]) {
      expect(() => assertGranted(answer, wanted)).toThrow(
        expect.objectContaining({ code: 'SIGNER_UNAUTHORIZED' }),
      );
    }
  });
});

describe('encodeAuthorizationDetails', () => {
  it('labels each digest by its document, and says what kind of digest it is where the type knows kinds', async () => {
    const wanted = await wantedFor('https://cloudsignatureconsortium.org/2025/credential');
    expect(encodeAuthorizationDetails({ ...wanted, hashTypeCase: 'upper' })).toMatchObject({
      numSignatures: 3,
      documentDigests: [{ label: 'a.pdf', hashType: 'DTBSR' }, { label: 'value 2' }, { label: 'value 3' }],
    });
  });
});
