/**
 * Japan and the EU verify each other's seals: `jp-eu.ts`. The lists, authorities and organisations are the testkit's; nothing leaves
 * this process.
 *
 * 1. A seal of Japan, verified in the EU: from the official journal over a pivot to the list of lists, and from there to the list
 *    of Japan, which counts by the agreement beside the pointer.
 * 2. A seal of the EU, verified in Japan: from the list of Japan to the list of lists and on to the list of a member state.
 * 3. A seal of another domain, verified across a bridge, in the verifier's own policy.
 * 4. A seal with an LEI, cross-checked with the record of the organisation.
 */
import assert from 'node:assert/strict';
import { seal } from '@eseal/core';
import { createTimestampClient } from '@eseal/core/timestamp';
import { parseCertificate } from '@eseal/core/x509';
import { pades } from '@eseal/formats/pades';
import {
  BRIDGED_POLICIES,
  createBridgedWorld,
  createListWorld,
  createMockSigner,
  invoicePdf,
  JAPANESE_TEST_RULES,
  SAMPLE_LEI,
  systemClock,
  type World,
} from '@eseal/testkit';
import {
  createBridgeTrust,
  createOnlineRevocation,
  crossCheckLei,
  type LeiRecord,
  type TrustSource,
  type ValidationReport,
  validate,
} from '@eseal/validator';
import { EU_SCHEME, type ListSource, openTrustedLists } from '@eseal/validator/trusted-lists';
import { printSeal } from './lib/print-seal.ts';

const world = await createListWorld({ now: systemClock });
const certificates = (all: readonly Uint8Array[]) => all.map((one) => parseCertificate(one));

/** An invoice with a seal and a timestamp of one of the worlds. */
async function sealInvoice({ entity, transport, urls }: World, name = 'seal'): Promise<Uint8Array> {
  const sealed = await seal(invoicePdf(), {
    signer: createMockSigner(entity(name)),
    format: pades(),
    adesLevel: 'B-T',
    timestamps: createTimestampClient({ url: urls.tsa, transport }),
  });
  return sealed.toBytes();
}

/** What a relying party trusts that begins at a list. Lists are fetched here, once, and not while seals are judged. */
async function trustFrom(list: ListSource): Promise<TrustSource> {
  const { refused, trust } = await openTrustedLists({
    lists: [list],
    // Nobody has published how lists of Japan are written: the scheme is configuration.
    schemes: [EU_SCHEME, world.scheme],
    transport: world.transport,
  });
  assert.deepEqual(refused, []);
  return trust;
}

function judge(document: Uint8Array, trust: TrustSource): Promise<ValidationReport> {
  return validate(document, {
    trust,
    japan: JAPANESE_TEST_RULES,
    revocationProvider: createOnlineRevocation({ transport: world.transport }),
  });
}

const { announced, europe, japan, journal, urls } = world;
const inEurope = await trustFrom({
  list: urls.listOfLists,
  signers: certificates(journal.signers),
  pivots: { officialJournal: journal.uri },
});
const inJapan = await trustFrom({ list: urls.japan, signers: certificates(announced.japan) });

const japaneseSeal = printSeal(
  { en: '1. A seal of Japan, verified in the EU', ja: '1. 日本のeシールをEUで検証' },
  await judge(await sealInvoice(japan), inEurope),
);
assert.equal(japaneseSeal.conclusion.indication, 'TOTAL-PASSED');
assert.equal(japaneseSeal.determinations.eu?.qualification, 'AdESeal-QC');
assert.equal(japaneseSeal.determinations.eu?.recognition?.recognizedBy, 'EU');
assert.equal(japaneseSeal.determinations.japan?.assuranceLevel, 2);

const europeanSeal = printSeal(
  { en: '\n2. A seal of the EU, verified in Japan', ja: '\n2. EUのeシールを日本で検証' },
  await judge(await sealInvoice(europe), inJapan),
);
assert.equal(europeanSeal.conclusion.indication, 'TOTAL-PASSED');
assert.equal(europeanSeal.determinations.eu?.qualification, 'QESeal');
assert.equal(europeanSeal.determinations.japan?.recognition?.recognizedBy, 'JP');
assert.equal(europeanSeal.determinations.japan?.statusAtBestSignatureTime, 'active');
assert.equal(europeanSeal.determinations.japan?.time, 'accredited-timestamp');

const bridged = await createBridgedWorld({ now: systemClock });
const acrossBridge = printSeal(
  {
    en: '\n3. A seal of another domain, verified across the bridge',
    ja: '\n3. 他のドメインのeシールをブリッジ経由で検証',
  },
  await validate(await sealInvoice(bridged), {
    trust: createBridgeTrust({
      anchors: bridged.anchors,
      crossCertificates: bridged.crossCertificates,
      policies: [BRIDGED_POLICIES.a],
    }),
    // Lists of these authorities are in a directory.
    revocationProvider: createOnlineRevocation({
      transport: bridged.transport,
      resolveDirectory: bridged.directory.lookUp,
    }),
  }),
);
assert.equal(acrossBridge.conclusion.indication, 'TOTAL-PASSED');
assert.equal(acrossBridge.path.trust.route, 'bridge');

/** As the index of GLEIF would have it; a look-up of one's own asks there. */
const RECORD: LeiRecord = {
  lei: SAMPLE_LEI,
  registrationStatus: 'ISSUED',
  entityStatus: 'ACTIVE',
  corroboration: 'FULLY_CORROBORATED',
  legalName: '株式会社サンプル',
};
const leiSeal = printSeal(
  {
    en: '\n4. A seal with an LEI, cross-checked with its record',
    ja: '\n4. LEI入りのeシールを登録情報と照合',
  },
  await judge(await sealInvoice(japan, 'lei-seal'), inEurope),
);
assert.equal(leiSeal.conclusion.indication, 'TOTAL-PASSED');
const certificate = parseCertificate(japan.entity('lei-seal').certificate);
const checked = await crossCheckLei(certificate, { lookUp: async () => RECORD });
console.log(`  LEI      ${checked.lei} (${checked.record?.legalName}): ${checked.matches}`);
assert.equal(checked.matches, true);
const lapsed = await crossCheckLei(certificate, {
  lookUp: async () => ({ ...RECORD, registrationStatus: 'LAPSED' }),
});
assert.notEqual(lapsed.matches, true);
