import { encode, OID, objectIdentifier, sequence } from '@eseal/core/asn1';
import { addDays, createGoodWorld, type World } from '@eseal/testkit';
import { beforeAll, describe, expect, it } from 'vitest';
import { problemsIn, responseOf } from '../../test/asking-status.ts';
import { accreditedDuring, JP, JP_SCHEME, stateOf } from '../../test/japanese-scheme.ts';
import { certificateOf, goodWorld, NOW } from '../../test/judging.ts';
import { listed, listOf } from '../../test/listing.ts';
import type { AuthenticatedList } from '../lists/list.ts';
import { createListTrust } from '../lists/trust-source.ts';
import { combineTrust } from '../trust/combine.ts';
import type { ServiceState } from '../trust/listed-service.ts';
import { createPinnedTrust, pinnedAnchor } from '../trust/pinned.ts';
import type { TrustSource } from '../trust/source.ts';
import { isTrustedResponder } from './trusted-responder.ts';

const OCSP = 'https://scheme.example/jp/ocsp';

const SCHEME = {
  ...JP_SCHEME,
  services: { ...JP_SCHEME.services, [OCSP]: { purpose: 'revocation', accredited: true } },
} as const;

/** The world of the seal, and one whose responder is a stranger to its authorities. */
let world: World;
let others: World;
beforeAll(async () => {
  world = await goodWorld();
  others = await createGoodWorld({ now: NOW, key: 'p384' });
});

function listing(states: readonly ServiceState[], authority = world.issuingCa): AuthenticatedList {
  return listOf([listed(authority), listed(others.ocsp, states)], { reference: { scheme: SCHEME } });
}

const responding = (changes: Partial<ServiceState> = {}): ServiceState => stateOf({ type: OCSP, ...changes });

/** What becomes of an answer by the stranger. */
async function outcome(trust: TrustSource): Promise<readonly string[]> {
  const evidence = [await responseOf(world, {}, { responder: others.ocsp })];
  return problemsIn(world, { evidence, trust });
}

describe('a responder that the issuer did not delegate', () => {
  it('is believed when a list names it beside the authority, under the same provider', async () => {
    expect(await outcome(createListTrust([listing([responding()])]))).toEqual(['good']);
  });

  it('K7: is not believed about authorities of other providers and of other lists', async () => {
    const foreign = createListTrust([listing([responding()], others.issuingCa)]);
    expect(await outcome(foreign)).toEqual(['signer-not-authorized']);
    const [ours, theirs] = [
      listOf([listed(world.issuingCa)]),
      listOf([listed(others.ocsp, [responding()])], {
        reference: { scheme: SCHEME, sha256: '22'.repeat(32) },
      }),
    ];
    expect(await outcome(createListTrust([ours, theirs]))).toEqual(['signer-not-authorized']);
  });

  it('K26: is not believed when the service was withdrawn before it answered, or since', async () => {
    for (const withdrawn of [addDays(NOW, -2), addDays(NOW, -0.5)]) {
      const states = accreditedDuring(addDays(NOW, -100), withdrawn).map((state) => ({
        ...state,
        type: OCSP,
      }));
      expect(await outcome(createListTrust([listing(states)]))).toEqual(['signer-not-authorized']);
    }
  });

  it('K7: is not believed about anybody by a list that names no providers', async () => {
    const { list, ...others } = listing([responding()]);
    const providers = list.providers.map((provider) => ({ ...provider, names: [] }));
    const nameless = { ...others, list: { ...list, providers } };
    expect(await outcome(createListTrust([nameless]))).toEqual(['signer-not-authorized']);
  });

  it('K7: is not believed as pinned for something else beside', async () => {
    const own = certificateOf(others.ocsp);
    const using = (...purposes: readonly string[]) => {
      const value = encode(sequence(purposes.map(objectIdentifier)));
      const extensions = own.extensions.map((one) =>
        one.oid === OID.extendedKeyUsage ? { ...one, value } : one,
      );
      return { ...own, extensions };
    };
    const believed = (responder: ReturnType<typeof certificateOf>) => {
      const context = { time: NOW, trust: createPinnedTrust([responder]) };
      const anchor = pinnedAnchor(certificateOf(world.issuingCa), {});
      return isTrustedResponder(responder, NOW, { context, question: { issuer: anchor, anchor } });
    };
    expect(await believed(using(OID.ocspSigning))).toBe(true);
    expect(await believed(using(OID.ocspSigning, OID.timeStamping))).toBe(false);
    expect(await believed(using())).toBe(false);
  });

  it('is not believed as a service for something else', async () => {
    for (const type of [JP.timestampAuthority, JP.sealAuthority])
      expect(await outcome(createListTrust([listing([responding({ type })])]))).toEqual([
        'signer-not-authorized',
      ]);
  });

  it('is believed when the relying party pinned its certificate, and no authority that it pinned', async () => {
    const anchors = createPinnedTrust(world.anchors);
    const pinned = combineTrust(anchors, createPinnedTrust([others.ocsp.certificate]));
    expect(await outcome(pinned)).toEqual(['good']);
    const authority = combineTrust(anchors, createPinnedTrust([others.issuingCa.certificate]));
    const evidence = [await responseOf(world, {}, { responder: others.issuingCa })];
    expect(await problemsIn(world, { evidence, trust: authority })).toEqual(['signer-not-authorized']);
    expect(await outcome(anchors)).toEqual(['signer-not-authorized']);
  });
});
