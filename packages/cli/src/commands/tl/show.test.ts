import { createListWorld } from '@eseal/testkit';
import { beforeAll, describe, expect, it } from 'vitest';
import { openBench, run } from '../../test-bench.ts';

let japan: Uint8Array;
let listOfLists: Uint8Array;
beforeAll(async () => {
  const world = await createListWorld();
  japan = world.published('japan').bytes;
  listOfLists = world.published('listOfLists').bytes;
});

describe('eseal tl show', () => {
  it('shows the services with their status at a time, in either language', async () => {
    using bench = openBench();
    const file = bench.write('list.xml', japan);
    const english = await run(['tl', 'show', file]);
    expect([english.code, english.stderr]).toEqual([0, '']);
    expect(english.stdout).toContain('Trusted list JP');
    expect(english.stdout).toMatch(/ since \d{4}-/);
    const { stdout } = await run(['tl', 'show', file, '--lang', 'ja', '--at', '1999-01-01T00:00:00Z']);
    expect(stdout).toContain('トラステッドリスト JP');
    expect(stdout).toContain('この時点では掲載なし');
    expect(stdout).not.toMatch(/PASSED|FAILED/);
  });

  it('shows them in JSON', async () => {
    using bench = openBench();
    const { stdout } = await run(['tl', 'show', bench.write('list.xml', japan), '--json']);
    const shown = JSON.parse(stdout);
    expect(shown.list).toMatchObject({ territory: 'JP', services: 4 });
    expect(shown.providers[0].services).toHaveLength(4);
  });

  it('shows what a list of lists says of some territories', async () => {
    using bench = openBench();
    const file = bench.write('lotl.xml', listOfLists);
    const { stdout } = await run(['tl', 'show', file, '--territory', 'JP', '--json']);
    expect(JSON.parse(stdout).pointers.map(({ territory }: { territory: string }) => territory)).toEqual([
      'JP',
    ]);
    const none = await run(['tl', 'show', file, '--territory', 'XX', '--json']);
    expect(JSON.parse(none.stdout)).toEqual([]);
  });

  it('refuses what is no list, and a time that is none', async () => {
    using bench = openBench();
    const { code, stderr } = await run(['tl', 'show', bench.write('a.xml', '<a/>')]);
    expect(code).toBe(65);
    expect(stderr).toContain('TRUSTED_LIST_UNREADABLE');
    expect((await run(['tl', 'show', bench.write('l.xml', japan), '--at', 'soon'])).code).toBe(64);
  });
});
