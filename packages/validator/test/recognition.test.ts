/** Seals of Europe and of Japan, asked about from the European side: list of lists, agreement, list of Japan. */
import { parseCertificate } from '@eseal/core/x509';
import { xades } from '@eseal/formats/xades';
import { createListWorld, type ListWorld, type World } from '@eseal/testkit';
import { beforeAll, describe, expect, it } from 'vitest';
import { openTrustedLists } from '../src/lists/open.ts';
import { EU_SCHEME } from '../src/lists/schemes/eu.ts';
import type { SealReport } from '../src/report/report.ts';
import { validate } from '../src/validate.ts';
import { NOW } from './judging.ts';
import { sealedBy } from './sealed.ts';

const INVOICE = new TextEncoder().encode('<invoice>1</invoice>');

/** A seal with a timestamp, judged by the list of lists and what it leads to. */
async function judged(world: ListWorld, side: World, name: string): Promise<SealReport> {
  const { journal, scheme, transport, urls } = world;
  const signers = journal.signers.map((der) => parseCertificate(der));
  const { trust } = await openTrustedLists({
    lists: [{ list: urls.listOfLists, signers, pivots: { officialJournal: journal.uri } }],
    schemes: [EU_SCHEME, scheme],
    transport,
    now: () => NOW,
  });
  const entity = side.pki.entity(name);
  const document = await sealedBy(side, INVOICE, xades(), { entity, adesLevel: 'B-T' });
  const report = await validate(document, { trust, validationTime: NOW, revocation: 'none' });
  const [seal] = report.seals;
  if (seal === undefined) throw new Error('the document has a seal');
  return seal;
}

describe('from the European side', () => {
  let world: ListWorld;

  beforeAll(async () => {
    world = await createListWorld({ now: NOW });
  });

  it('a qualified seal of Europe is one, with a qualified timestamp', async () => {
    const seal = await judged(world, world.europe, 'seal');
    expect(seal.conclusion.indication).toBe('TOTAL-PASSED');
    expect(seal.determinations.eu).toMatchObject({
      qualification: 'QESeal',
      atIssuance: { qualified: true, type: 'eSeal' },
      recognition: null,
    });
    expect(seal.timestamps.map(({ determination }) => determination.eu)).toEqual(['QTSA']);
  });

  it('a seal of Europe whose certificate claims nothing is not, and of no known type', async () => {
    const seal = await judged(world, world.europe, 'advanced-seal');
    expect(seal.determinations.eu?.qualification).toBe('Unknown');
  });

  it('an accredited seal of Japan is supported by a qualified certificate, by the agreement', async () => {
    const seal = await judged(world, world.japan, 'seal');
    expect(seal.conclusion.indication).toBe('TOTAL-PASSED');
    expect(seal.determinations.eu).toMatchObject({
      qualification: 'AdESeal-QC',
      services: [{ territory: 'JP' }],
      recognition: { recognizedBy: 'EU', territory: 'JP', legalIdentifier: 'QCForESeal' },
    });
    expect(seal.timestamps.map(({ determination }) => determination.eu)).toEqual(['QTSA']);
  });

  it.each(['withdrawn-seal', 'future-seal'])(
    'a seal of Japan whose authority was not accredited then (%s) is not',
    async (name) => {
      const seal = await judged(world, world.japan, name);
      expect(seal.determinations.eu?.qualification).not.toContain('QC');
    },
  );

  it('K27: a seal of Japan that claims accreditation under an authority on no list is nothing', async () => {
    const seal = await judged(world, world.japan, 'unlisted-seal');
    expect(seal.determinations.eu?.qualification).toBe('N/A');
  });

  it('a seal of Japan is nothing while its list is for trials', async () => {
    const pilot = await createListWorld({ now: NOW, terms: 'japanese-pilot' });
    const seal = await judged(pilot, pilot.japan, 'seal');
    expect(seal.determinations.eu).toMatchObject({ qualification: 'N/A', recognition: null });
    expect(seal.findings.map(({ id }) => id)).toContain('EU_PILOT_LIST');
  });
});
