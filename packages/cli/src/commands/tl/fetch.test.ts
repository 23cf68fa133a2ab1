import { openSnapshot, readSnapshot } from '@eseal/validator/trusted-lists';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readAnchors } from '../../certificate-files.ts';
import { type Kit, openKit } from '../../test-kit.ts';

let kit: Kit;
beforeEach(async () => {
  kit = await openKit();
});
afterEach(() => kit[Symbol.asyncDispose]());

/** Fetches into a file of the bench, by default from the list of Japan. */
function fetchInto(name: string, more: readonly string[] = [], list = kit.services.trustedList) {
  const out = kit.bench.path(name);
  const signers = ['--list-signer', ...kit.services.listSigners];
  return kit.run(['tl', 'fetch', '--trusted-list', list, ...signers, '--out', out, ...more]);
}

describe('eseal tl fetch', () => {
  it('writes all lists into a file that opens without a network', async () => {
    const { code, stderr, stdout } = await fetchInto('lists.snapshot');
    expect({ code, stderr }).toEqual({
      code: 0,
      stderr: expect.stringMatching(/^1\/1 fetched .*\n2\/2 fetched .*\n3\/3 fetched .*\n$/),
    });
    expect(stdout.split('\n').map((line) => line.slice(0, 2))).toEqual(['JP', 'EU', 'XE', '']);
    const file = kit.bench.read('lists.snapshot');
    const { roots } = await readSnapshot(file);
    const signers = await readAnchors(kit.services.listSigners);
    const { lists } = await openSnapshot(file, { lists: roots.map((list) => ({ list, signers })) });
    expect(lists).toHaveLength(3);
  });

  it('says in JSON what it kept', async () => {
    const { code, stderr, stdout } = await fetchInto('a.snapshot', ['--json', '--quiet']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(JSON.parse(stdout)).toMatchObject({
      output: kit.bench.path('a.snapshot'),
      lists: [
        {
          territory: 'JP',
          location: kit.services.trustedList,
          sequenceNumber: 1,
          sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
          findings: [],
        },
        { territory: 'EU' },
        { territory: 'XE' },
      ],
      refused: [],
    });
  });

  it('follows pivots from the notice that is named, and can be read by verify afterwards', async () => {
    const { listJournal, listOfLists, journalSigners } = kit.services;
    const signers = ['--list-signer', ...journalSigners, '--list-journal', listJournal];
    const out = kit.bench.path('eu.snapshot');
    const fetched = await kit.run(['tl', 'fetch', '--trusted-list', listOfLists, ...signers, '--out', out]);
    expect(fetched.code).toBe(0);
    const trust = ['--trusted-list', out, ...signers, '--revocation', 'none', '--offline'];
    const ca = kit.bench.write('ca.der', kit.world.issuingCa.certificate);
    const argv = ['certificate', 'verify', kit.services.certificates, '--certificates', ca, ...trust];
    const { code, stdout } = await kit.run([...argv, '--report', 'json']);
    expect({ code, route: JSON.parse(stdout).trust.route }).toEqual({ code: 0, route: 'trusted-list' });
  });

  it('chooses territories', async () => {
    const { stdout } = await fetchInto('jp.snapshot', ['--list-territory', 'JP'], kit.services.listOfLists);
    expect(stdout.split('\n').map((line) => line.slice(0, 2))).toEqual(['EU', 'JP', '']);
  });

  it('keeps the last good copies, and says that it used them', async () => {
    const store = ['--store', kit.bench.path('store')];
    expect((await fetchInto('a.snapshot', store)).code).toBe(0);
    const again = await fetchInto('a.snapshot', store);
    expect(again.stderr).toMatch(/^1\/1 unchanged /);
    const { services, bench } = kit;
    const other = services.trustedList.replace(/:\d+/, ':1');
    expect((await fetchInto('b.snapshot', store, other)).code).toBe(69);
    const offline = await fetchInto('b.snapshot', [...store, '--offline']);
    expect(offline.code).toBe(0);
    expect(offline.stderr).toMatch(/^1\/1 kept /);
    expect(offline.stderr).toMatch(/eseal: information: LIST_LAST_GOOD_COPY: .* 0 days old/);
    expect(bench.read('b.snapshot').length).toBe(bench.read('a.snapshot').length);
  });

  it('ends with 69 when a list cannot be had, 65 when it is not authentic, and writes nothing then', async () => {
    const missing = await fetchInto('none', [], kit.services.trustedList.replace(/jp\.xml$/, 'zz.xml'));
    expect(missing).toMatchObject({ code: 69, stdout: '' });
    expect(missing.stderr).toMatch(/eseal: LIST_UNAVAILABLE: .*http-status: 404/);
    const page = await fetchInto('none', [], kit.services.crl);
    expect(page).toMatchObject({ code: 65, stderr: expect.stringContaining('eseal: LIST_REFUSED: ') });
    const [anchor = ''] = kit.services.anchors;
    const stranger = await kit.run([
      ...['tl', 'fetch', '--trusted-list', kit.services.trustedList],
      ...['--list-signer', anchor, '--out', kit.bench.path('none')],
    ]);
    expect(stranger).toMatchObject({ code: 65, stderr: expect.stringContaining('eseal: LIST_REFUSED: ') });
    expect(kit.bench.list()).not.toContain('none');
  });

  it.each([
    [['--trusted-list', 'list.xml', '--list-signer', 'x.pem'], 'tl fetch needs --out'],
    [['--out', 'a', '--list-signer', 'x.pem'], 'tl fetch needs --trusted-list'],
    [['--out', 'a', '--trusted-list', 'list.xml'], '--trusted-list needs --list-signer'],
  ])('refuses wrong usage: %j', async (argv, reason) => {
    const { code, stderr } = await kit.run(['tl', 'fetch', ...argv]);
    expect(code).toBe(64);
    expect(stderr).toBe(`eseal: USAGE: ${reason}\n`);
  });

  it('refuses options that mean nothing', async () => {
    for (const more of [
      ['--list-grace', 'long'],
      ['--at', 'tomorrow'],
    ])
      expect((await fetchInto('a', more)).code).toBe(64);
    await fetchInto('a.snapshot');
    const snapshot = ['--trusted-list', kit.bench.path('a.snapshot')];
    expect(await fetchInto('b', snapshot)).toMatchObject({
      code: 64,
      stderr: expect.stringContaining('not both'),
    });
  });
});
