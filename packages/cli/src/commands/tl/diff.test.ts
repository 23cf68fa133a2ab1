import { parseCertificate } from '@eseal/core/x509';
import { addDays, createListWorld, type ListWorld } from '@eseal/testkit';
import { nextTrustedList, openTrustedLists, withStatus, writeSnapshot } from '@eseal/validator/trusted-lists';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Bench, openBench, run } from '../../test-bench.ts';

let bench: Bench;
let world: ListWorld;
const files: Record<'list' | 'nextList' | 'snapshot' | 'nextSnapshot', string> = {
  list: '',
  nextList: '',
  snapshot: '',
  nextSnapshot: '',
};

/** The Japanese list as it is published now, in a snapshot. */
async function snapshot(): Promise<Uint8Array> {
  const signers = world.announced.japan.map((encoding) => parseCertificate(encoding));
  const opened = await openTrustedLists({
    lists: [{ list: world.urls.japan, signers }],
    schemes: [world.scheme],
    transport: world.transport,
    now: () => world.clock.now(),
  });
  return writeSnapshot(opened.snapshot);
}

beforeAll(async () => {
  bench = openBench();
  world = await createListWorld();
  const { japan } = world.descriptions;
  files.list = bench.write('list.xml', world.published('japan').bytes);
  files.snapshot = bench.write('old.snapshot', await snapshot());
  const issueDate = world.clock.now();
  const [provider] = japan.providers;
  const providers = japan.providers.map((one) => ({
    ...one,
    services: one.services.map((service, at) =>
      at > 0 || one !== provider
        ? service
        : withStatus(service, 'https://jp-trust.example/Svcstatus/withdrawn', issueDate),
    ),
  }));
  const changes = { issueDate, nextUpdate: addDays(issueDate, 90), providers };
  await world.publish('japan', nextTrustedList(japan, changes));
  files.nextList = bench.write('next.xml', world.published('japan').bytes);
  files.nextSnapshot = bench.write('new.snapshot', await snapshot());
});
afterAll(() => bench[Symbol.dispose]());

describe('eseal tl diff', () => {
  it('says what changed between two snapshots, in both languages', async () => {
    const argv = ['tl', 'diff', files.snapshot, files.nextSnapshot];
    const english = await run(argv);
    expect(english).toMatchObject({ code: 0, stderr: '' });
    expect(english.stdout).toContain(`~ list JP  ${world.urls.japan}`);
    expect(english.stdout).toContain('number: 1 -> 2');
    expect(english.stdout).toMatch(/status: accredited since .* -> withdrawn since /);
    const japanese = await run([...argv, '--lang', 'ja']);
    expect(japanese.stdout).toMatch(/通し番号: 1 -> 2\n/);
    expect(japanese.stdout).toMatch(/状態: accredited（.*から） -> withdrawn（.*から）/);
  });

  it('says it in JSON, the same way round every time', async () => {
    const argv = ['tl', 'diff', files.list, files.nextList, '--report', 'json'];
    const { stdout } = await run(argv);
    expect(JSON.parse(stdout)).toMatchObject({
      lists: [
        {
          territory: 'JP',
          before: { sequenceNumber: 1 },
          after: { sequenceNumber: 2 },
          changes: [{ kind: 'service-status', after: { status: expect.stringMatching(/withdrawn$/) } }],
        },
      ],
    });
    expect((await run(argv)).stdout).toBe(stdout);
    expect((await run(['tl', 'diff', files.list, files.list])).stdout).toBe('Nothing changed.\n');
  });

  it('refuses files that cannot be compared', async () => {
    expect(await run(['tl', 'diff', files.list, files.nextSnapshot])).toMatchObject({ code: 64 });
    const junk = bench.write('junk.xml', '<html/>');
    expect(await run(['tl', 'diff', files.list, junk])).toMatchObject({
      code: 65,
      stderr: expect.stringContaining('TRUSTED_LIST_UNREADABLE'),
    });
    const cut = bench.write('cut.snapshot', bench.read('old.snapshot').subarray(0, -5));
    expect(await run(['tl', 'diff', files.snapshot, cut])).toMatchObject({
      code: 65,
      stderr: expect.stringContaining('LIST_SNAPSHOT_INVALID'),
    });
    expect(await run(['tl', 'diff', files.list, bench.path('absent')])).toMatchObject({ code: 66 });
  });
});
