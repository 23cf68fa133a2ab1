import type { ParsedSignature } from '@eseal/core/container';
import { describe, expect, it } from 'vitest';
import { errorsOf, idsOf, outcomesOf, parseOne } from './test-parsing.ts';
import {
  ENVELOPED,
  EXCLUSIVE,
  propertiesReference,
  propertiesXml,
  SIGNED_PROPERTIES,
  signatureXml,
} from './test-signature.ts';

describe('qualifying properties', () => {
  const build = async ({
    before = '',
    after = '',
    ...options
  }: Parameters<typeof propertiesXml>[0] & {
    before?: string;
    after?: string;
  } = {}): Promise<ParsedSignature> => {
    const properties = propertiesXml(options);
    return parseOne(
      await signatureXml({
        references: [propertiesReference(properties)],
        after: `${before}${properties.object}${after}`,
      }),
    );
  };

  it('X2: are those that the signature covers, wherever others stand', async () => {
    const decoy = propertiesXml({ id: 'D', time: '2020-01-01T00:00:00Z' }).object;
    for (const place of [{ before: decoy }, { after: decoy }]) {
      const signature = await build(place);
      expect(signature.claimedTime).toEqual(new Date('2026-01-01T00:00:00Z'));
      expect(idsOf(signature)).toContain('XADES_PROPERTIES_IGNORED');
    }
  });

  it('that the signature does not refer to are an error', async () => {
    const properties = propertiesXml();
    const signature = await parseOne(
      `<a>${await signatureXml({ references: [{ uri: '', transforms: [ENVELOPED], over: '' }], after: properties.object })}</a>`,
    );
    expect(errorsOf(signature)).toEqual(['XADES_PROPERTIES_NOT_SIGNED']);
  });

  it('that it refers to in another place are not found', async () => {
    const properties = propertiesXml();
    const moved = `<ds:Object>${properties.canonical}</ds:Object>${propertiesXml({ id: 'D' }).object}`;
    const signature = await parseOne(
      await signatureXml({ references: [propertiesReference(properties)], after: moved }),
    );
    expect(await outcomesOf(signature)).toEqual(['signed-properties missing', 'reference missing']);
  });

  it('X17: of another signature are an error', async () => {
    expect(errorsOf(await build({ target: '#T' }))).toEqual(['XADES_TARGET_DIFFERS']);
    expect(errorsOf(await build({ target: 'S' }))).toEqual([]);
  });

  it('tell the time that the signer claims, and when it is none', async () => {
    expect((await build({ time: '2026-11-21T09:00:00.5+09:00' })).claimedTime).toEqual(
      new Date('2026-11-21T00:00:00.500Z'),
    );
    const signature = await build({ time: 'yesterday' });
    expect(signature.claimedTime).toBeUndefined();
    expect(idsOf(signature)).toContain('SIGNING_TIME_MISENCODED');
    expect(signature.structure.valid).toBe(false);
  });

  it('X2: claim no time while others have their identifier', async () => {
    const properties = propertiesXml({ time: '2020-01-01T00:00:00Z' });
    const decoy = propertiesXml({ time: '2030-01-01T00:00:00Z' });
    const references = [propertiesReference(properties)];
    const alone = await parseOne(await signatureXml({ references, after: properties.object }));
    expect(alone.claimedTime).toEqual(new Date('2020-01-01T00:00:00Z'));
    for (const after of [decoy.object + properties.object, properties.object + decoy.object]) {
      const signature = await parseOne(await signatureXml({ references, after }));
      expect(await outcomesOf(signature)).toContain('signed-properties missing');
      expect(signature.claimedTime).toBeUndefined();
    }
  });

  it.each([
    ['a comment', '2026-01-01<!-- -->T00:00:00Z'],
    ['a comment before it', '<!---->2026-01-01T00:00:00Z'],
    ['a processing instruction', '2026-01-01T00:00:00Z<?x?>'],
    ['a CDATA section', '<![CDATA[2026-01-01T00:00:00Z]]>'],
  ])('K29: are remarked on when their time cannot be read for %s', async (_, time) => {
    const signature = await build({ time });
    expect(signature.claimedTime).toBeUndefined();
    expect(idsOf(signature)).toContain('SIGNING_TIME_MISENCODED');
  });

  it('are not what is called so elsewhere', async () => {
    const properties = propertiesXml();
    const signature = await parseOne(
      await signatureXml({
        references: [
          { uri: '#P', type: SIGNED_PROPERTIES, over: properties.canonical, transforms: [EXCLUSIVE] },
        ],
        after: `<ds:Object><x>${properties.object.replace(/<\/?ds:Object>/g, '')}</x></ds:Object>`,
      }),
    );
    expect(signature).toMatchObject({ format: 'XMLDSig', claimedTime: undefined });
  });
});
