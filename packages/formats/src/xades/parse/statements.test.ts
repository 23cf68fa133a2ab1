import { invoiceXml } from '@eseal/testkit';
import { describe, expect, it } from 'vitest';
import type { XadesOptions } from '../options.ts';
import { COMMITMENT_TYPES } from '../statements.ts';
import { createTestSealer } from '../test-seals.ts';
import { parseXades } from './parse.ts';

async function statementsOf(options: XadesOptions) {
  const sealer = await createTestSealer();
  return (await parseXades(await sealer.sealed(invoiceXml(), options))).signatures[0]?.statements;
}

describe('what a sealer states in XML', () => {
  it('is handed over as it was stated', async () => {
    const statements = await statementsOf({
      mimeType: 'text/xml',
      productionPlace: {
        country: 'JP',
        postalCode: '100-0001',
        stateOrProvince: '東京都',
        city: '千代田区',
        streetAddress: '1-1',
      },
      claimedRoles: ['経理部', '代表'],
      commitmentTypes: [COMMITMENT_TYPES.proofOfOrigin, '1.2.392.1'],
    });
    expect(statements).toEqual({
      contentIdentifier: false,
      contentReference: false,
      mimeTypes: ['text/xml'],
      commitmentTypes: [COMMITMENT_TYPES.proofOfOrigin, '1.2.392.1'],
      location: ['1-1', '千代田区', '東京都', '100-0001', 'JP'],
      claimedRoles: ['経理部', '代表'],
      certifiedRoles: 0,
    });
  });

  it('is nothing but the format of the document where nothing was stated', async () => {
    expect(await statementsOf({})).toMatchObject({
      mimeTypes: ['application/xml'],
      commitmentTypes: [],
      location: [],
      claimedRoles: [],
    });
  });
});
