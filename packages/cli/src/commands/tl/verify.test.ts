import { utf8 } from '@eseal/core';
import { addDays, createListWorld, type ListWorld, toPem } from '@eseal/testkit';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Bench, type Outcome, openBench, run } from '../../test-bench.ts';

let world: ListWorld;
let list: Uint8Array;
beforeAll(async () => {
  world = await createListWorld();
  list = world.published('japan').bytes;
});

async function verify(bench: Bench, file: Uint8Array, ...argv: readonly string[]): Promise<Outcome> {
  const announced = world.announced.japan.map((der) => toPem('CERTIFICATE', der)).join('');
  const signer = bench.write('operator.pem', announced);
  return run(['tl', 'verify', bench.write('list.xml', file), '--list-signer', signer, ...argv]);
}

function replaced(from: string, to: string): Uint8Array {
  return utf8(new TextDecoder().decode(list).replace(from, to));
}

describe('eseal tl verify', () => {
  it('passes a list by who may sign it, and says what the list is', async () => {
    using bench = openBench();
    const { code, stdout } = await verify(bench, list, '--json');
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      list: {
        territory: 'JP',
        version: 6,
        sequenceNumber: 1,
        services: 4,
        structure: { valid: true, messages: [] },
      },
      signature: {
        indication: 'TOTAL-PASSED',
        subIndication: null,
        signer: expect.stringMatching(/^[0-9a-f]{64}$/),
      },
      findings: [],
    });
  });

  it('fails a list that was changed', async () => {
    using bench = openBench();
    const { code, stdout } = await verify(
      bench,
      replaced('>1</TSLSequenceNumber>', '>2</TSLSequenceNumber>'),
      '--json',
    );
    expect(code).toBe(1);
    expect(JSON.parse(stdout).signature).toEqual({
      indication: 'TOTAL-FAILED',
      subIndication: 'HASH_FAILURE',
      signer: null,
    });
  });

  it('does not decide on a list by others', async () => {
    using bench = openBench();
    const other = bench.write('other.pem', toPem('CERTIFICATE', world.japan.issuingCa.certificate));
    const { code, stdout } = await run([
      'tl',
      'verify',
      bench.write('l.xml', list),
      '--list-signer',
      other,
      '--lang',
      'ja',
    ]);
    expect(code).toBe(2);
    expect(stdout).toContain('署名: INDETERMINATE (NO_CERTIFICATE_CHAIN_FOUND)');
  });

  it('says that a list is out of date', async () => {
    using bench = openBench();
    const later = addDays(new Date(), 4000).toISOString().slice(0, 10);
    const { stdout } = await verify(bench, list, '--at', later);
    expect(stdout).toContain('warning: ');
  });

  it.each([
    ['no XML', '{}', 65],
    ['no list', '<a/>', 65],
  ])('ends with %s', async (_, text, exit) => {
    using bench = openBench();
    const { code, stderr, stdout } = await verify(bench, utf8(text), '--json');
    expect([code, stdout]).toEqual([exit, '']);
    expect(stderr).toContain('TRUSTED_LIST_UNREADABLE');
  });

  it('needs somebody who may sign, and a file', async () => {
    using bench = openBench();
    expect((await run(['tl', 'verify', bench.write('l.xml', list)])).code).toBe(64);
    const { code } = await verify(bench, list);
    expect(code).toBe(0);
    expect(
      (await run(['tl', 'verify', bench.path('none.xml'), '--list-signer', bench.path('operator.pem')])).code,
    ).toBe(66);
  });

  it('asks no address without a network', async () => {
    using bench = openBench();
    await verify(bench, list);
    const argv = [
      'tl',
      'verify',
      'https://list.example/',
      '--offline',
      '--list-signer',
      bench.path('operator.pem'),
    ];
    expect((await run(argv)).code).toBe(64);
  });
});
