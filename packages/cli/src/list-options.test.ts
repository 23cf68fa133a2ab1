import { createListWorld, type ListWorld } from '@eseal/testkit';
import { writeSnapshot } from '@eseal/validator/trusted-lists';
import { beforeAll, describe, expect, it } from 'vitest';
import { isAddress, type ListOptions, openLists, withNamedHosts } from './list-options.ts';
import { type Bench, captureIo, openBench } from './test-bench.ts';

let world: ListWorld;
beforeAll(async () => {
  world = await createListWorld({ terms: 'etsi' });
});

/** Options that name the list of Japan as a file. */
function japan(bench: Bench): ListOptions & { readonly trustedList: readonly string[] } {
  const [signer = new Uint8Array()] = world.announced.japan;
  return {
    trustedList: [bench.write('jp.xml', world.published('japan').bytes)],
    listSigner: [bench.write('signer.der', signer)],
    offline: true,
    at: world.japan.now.toISOString(),
  };
}

describe('openLists', () => {
  it('opens nothing when no list is named, be it with signers', async () => {
    expect(await openLists({ listSigner: ['absent.pem'] }, captureIo())).toBeUndefined();
  });

  it('opens a list of a file by its signers, and tells of the list of lists that is out of reach', async () => {
    using bench = openBench();
    const opened = await openLists(japan(bench), captureIo());
    expect(opened?.lists.lists.map(({ reference }) => reference.territory)).toEqual(['JP']);
    const refused = opened?.lists.refused.map(({ finding, territory }) => [territory, finding.id]);
    expect(refused).toEqual([['EU', 'LIST_UNAVAILABLE']]);
    expect(opened?.japan).toBeUndefined();
  });

  it('refuses a list by other signers', async () => {
    using bench = openBench();
    const stranger = bench.write('stranger.der', world.signers.entity('stranger').certificate);
    const opened = await openLists({ ...japan(bench), listSigner: [stranger] }, captureIo());
    expect([opened?.lists.lists, opened?.lists.refused.length]).toEqual([[], 1]);
  });

  it('K24: refuses a file of lists that begins with none, rather than trust nobody in silence', async () => {
    using bench = openBench();
    const { bytes } = world.published('japan');
    const copies = [{ location: world.urls.japan, bytes, fetchedAt: new Date(0) }];
    const open = async (roots: readonly string[]) => {
      const trustedList = [bench.write('jp.snapshot', await writeSnapshot({ roots, copies }))];
      return openLists({ ...japan(bench), trustedList }, captureIo());
    };
    expect((await open([world.urls.japan]))?.lists.lists).toHaveLength(1);
    await expect(open([])).rejects.toMatchObject({ code: 'LIST_REFUSED' });
  });

  it.each([
    ['without signers', { listSigner: [] }],
    ['with a grace that is no number of days', { listGrace: '1.5' }],
    ['with a grace of ages', { listGrace: '100000' }],
    ['with a time that is none', { at: 'soon' }],
  ])('refuses options %s', async (_, options) => {
    using bench = openBench();
    await expect(openLists({ ...japan(bench), ...options }, captureIo())).rejects.toMatchObject({
      code: 'USAGE',
    });
  });
});

describe('isAddress', () => {
  it.each([
    ['https://list.example/jp.xml', true],
    ['HTTP://list.example', true],
    ['ftp://list.example/jp.xml', false],
    ['lists/https://jp.xml', false],
    ['https:list.xml', false],
    ['list.xml', false],
  ])('of %s: %s', (source, expected) => {
    expect(isAddress(source)).toBe(expected);
  });
});

describe('withNamedHosts', () => {
  it('allows the hosts of lists that the user names, beside those allowed before, and no others', () => {
    const trustedList = ['http://10.0.0.1:8080/jp.xml', 'jp.xml', 'https://[broken', 'https://list.example/'];
    expect(withNamedHosts({ allowHost: ['localhost:1'], trustedList })).toEqual({
      allowHost: ['localhost:1', '10.0.0.1:8080', 'list.example'],
    });
    expect(withNamedHosts({})).toEqual({ allowHost: [] });
  });
});
