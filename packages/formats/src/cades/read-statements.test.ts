import { utf8 } from '@eseal/core';
import { describe, expect, it } from 'vitest';
import type { CadesOptions } from './options.ts';
import { parseCades } from './parse.ts';
import { COMMITMENT_TYPES } from './statements.ts';
import { createTestSealer } from './test-seals.ts';

async function statementsOf(options: CadesOptions) {
  const sealer = await createTestSealer();
  const [signature] = (await parseCades(await sealer.sealed('発注書', options))).signatures;
  return signature?.statements;
}

const DATA = '1.2.840.113549.1.7.1';

describe('what a sealer states under a CMS', () => {
  it('is handed over as it was stated', async () => {
    const statements = await statementsOf({
      mimeType: 'text/plain',
      commitmentTypes: [COMMITMENT_TYPES.proofOfOrigin, { oid: '1.2.392.5' }],
      signerLocation: { country: 'JP', locality: '千代田区', postalAddress: ['1-1', '丸の内'] },
      signerAttributes: {
        claimedRoles: ['経理部', '代表'],
        signedAssertions: [{ oid: '1.2.392.6' }],
      },
      contentIdentifier: utf8('No. 7'),
    });
    expect(statements).toEqual({
      contentType: DATA,
      contentIdentifier: true,
      contentReference: false,
      mimeTypes: ['text/plain'],
      // Values of an attribute stand in the order of DER.
      commitmentTypes: ['1.2.392.5', COMMITMENT_TYPES.proofOfOrigin],
      location: ['1-1', '丸の内', '千代田区', 'JP'],
      claimedRoles: ['代表', '経理部'],
      certifiedRoles: 1,
    });
  });

  it('has the innermost content and the reference to another', async () => {
    const contentReference = {
      contentType: DATA,
      contentIdentifier: utf8('No. 6'),
      signatureValue: utf8('value'),
    };
    expect(
      await statementsOf({
        contentHints: { contentType: '1.2.392.7', description: '中身' },
        contentReference,
      }),
    ).toMatchObject({ contentHints: '1.2.392.7', contentReference: true });
  });

  it('is nothing but the type of the content where nothing was stated', async () => {
    expect(await statementsOf({})).toEqual({
      contentType: DATA,
      contentIdentifier: false,
      contentReference: false,
      mimeTypes: [],
      commitmentTypes: [],
      location: [],
      claimedRoles: [],
      certifiedRoles: 0,
    });
  });
});
