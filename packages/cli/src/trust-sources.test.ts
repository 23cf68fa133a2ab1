import { createListWorld, type ListWorld } from '@eseal/testkit';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Bench, captureIo, openBench } from './test-bench.ts';
import { namesTrust, openTrust, type TrustSourceOptions } from './trust-sources.ts';

let world: ListWorld;
beforeAll(async () => {
  world = await createListWorld({ terms: 'etsi' });
});

/** Options that name the list of Japan as a file, and who signs it. */
function listed(bench: Bench, signer = world.announced.japan[0]): TrustSourceOptions {
  if (signer === undefined) throw new TypeError('nobody signs the list');
  const list = bench.write('jp.xml', world.published('japan').bytes);
  return {
    trustedList: [list],
    listSigner: [bench.write('signer.der', signer)],
    offline: true,
    at: world.japan.now.toISOString(),
  };
}

describe('namesTrust', () => {
  it('is whether anybody is named, be it by a list', () => {
    expect(namesTrust({})).toBe(false);
    expect(namesTrust({ trust: ['root.pem'] })).toBe(true);
    expect(namesTrust({ trustedList: ['jp.xml'] })).toBe(true);
  });
});

describe('openTrust', () => {
  it('trusts nobody when nobody is named', async () => {
    const { trust, japan } = await openTrust({}, captureIo());
    expect([trust.size, trust.rules, japan]).toEqual([0, undefined, undefined]);
  });

  it('trusts the services of a list that is signed by whom the options name', async () => {
    using bench = openBench();
    const { trust } = await openTrust(listed(bench), captureIo());
    expect([trust.size, trust.rules]).toEqual([4, ['eu']]);
  });

  it('trusts lists and pinned anchors beside each other', async () => {
    using bench = openBench();
    const [root = new Uint8Array()] = world.europe.anchors;
    const both = { ...listed(bench), trust: [bench.write('root.der', root)] };
    const { trust } = await openTrust(both, captureIo());
    const { trust: lists } = await openTrust(listed(bench), captureIo());
    expect(trust.size).toBe(lists.size + 1);
  });

  it('K24: trusts nothing on a list by another signer, and tells of the list as an error', async () => {
    using bench = openBench();
    const { trust } = await openTrust(
      listed(bench, world.signers.entity('stranger').certificate),
      captureIo(),
    );
    expect(trust.size).toBe(0);
    expect(trust.findings?.some(({ severity }) => severity === 'error')).toBe(true);
  });

  it('refuses lists without anybody who may sign them', async () => {
    using bench = openBench();
    const { listSigner: _, ...unsigned } = listed(bench);
    await expect(openTrust(unsigned, captureIo())).rejects.toMatchObject({ code: 'USAGE' });
  });
});
