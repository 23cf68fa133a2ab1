/**
 * The scenarios of mutual recognition from end to end: lists are edited, signed, fetched, authenticated and followed, and a
 * sealed document is judged by them.
 *
 * @module
 */
import { beforeAll, describe, expect, it } from 'vitest';
import { validate } from '../../../src/validate.ts';
import { openPilotLists } from './pilot-lists.ts';
import { publishLists, sealDocument } from './publish.ts';
import { QUALIFICATIONS, readScenarios } from './scenario.ts';
import { createSigner } from './signer.ts';

const NOW = new Date('2026-11-01T00:00:00Z');

const { baseTl, scenarios } = readScenarios();
const pki = createSigner(NOW);

describe.skipIf(scenarios.length === 0)('mutual recognition from end to end', () => {
  let document: Uint8Array;

  beforeAll(async () => {
    document = await sealDocument(await pki, NOW);
  });

  it.each(scenarios)('follows the scenario $id', async (scenario) => {
    const files = await publishLists(scenario, baseTl, await pki, NOW);
    const { lists, refused, trust } = await openPilotLists(files, NOW);
    expect(refused).toEqual([]);
    expect(lists.map(({ reference }) => reference.territory)).toEqual(['EU', 'ZZ']);

    const report = await validate(document, { trust, validationTime: NOW, revocation: 'none' });
    const [seal] = report.seals;
    expect(seal?.conclusion).toEqual({ indication: scenario.expect.indication });
    expect(seal?.determinations.eu).toMatchObject({
      qualification: QUALIFICATIONS[scenario.expect.qualification],
      recognition: scenario.expect.mraName && { legalIdentifier: scenario.expect.mraName },
    });
  });
});
