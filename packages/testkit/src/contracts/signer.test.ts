import { describe, expect, it } from 'vitest';
import { createMockSigner, type MockSignerFault } from '../mock-signer.ts';
import type { KeyKind } from '../pki/key.ts';
import { createGoodWorld } from '../pki/worlds/good.ts';
import type { TestFramework } from './framework.ts';
import { testSigner } from './signer.ts';

const KINDS: readonly KeyKind[] = ['p256', 'p384', 'p521', 'ed25519', 'rsa-2048', 'rsa-pss-3072'];

describe.each(KINDS)('a mock signer with a %s key', (key) => {
  testSigner(async () => createMockSigner((await createGoodWorld({ key })).seal, { maxBatch: 8 }), {
    describe,
    expect,
    it,
  });
});

/** Runs a suite apart from vitest's own and names the tests that fail. */
async function failures(define: (framework: TestFramework) => void): Promise<readonly string[]> {
  const tests: { readonly name: string; readonly test: () => Promise<void> }[] = [];
  define({ describe: (_, inner) => inner(), it: (name, test) => tests.push({ name, test }), expect });
  const failed: string[] = [];
  for (const { name, test } of tests) await test().catch(() => failed.push(name));
  return failed;
}

describe('the Signer contract', () => {
  const faults: readonly [MockSignerFault, string][] = [
    [
      { kind: 'wrong-value' },
      'returns values that verify under its first certificate, with each of its algorithms',
    ],
    [
      { kind: 'other-data' },
      'returns values that verify under its first certificate, with each of its algorithms',
    ],
    [{ kind: 'wrong-count' }, 'returns one value for each request, in the same order'],
    [{ kind: 'permuted' }, 'returns one value for each request, in the same order'],
    [{ kind: 'throws', code: 'SIGNER_UNAVAILABLE' }, 'serves calls that overlap'],
  ];

  it.each(faults)('is not met by a signer with fault %o', async (fault, expected) => {
    const { seal } = await createGoodWorld();
    const failed = await failures((framework) =>
      testSigner(() => createMockSigner(seal, { fault }), framework),
    );
    expect(failed).toContain(expected);
  });

  it('is not met by a signer whose certificate is of another key', async () => {
    const { seal, tsa } = await createGoodWorld();
    const signer = () => createMockSigner(seal, { certificates: tsa.chain });
    expect(await failures((framework) => testSigner(signer, framework))).toContain(
      'returns one value for each request, in the same order',
    );
  });

  it('is not met by a signer that takes anything', async () => {
    const { seal } = await createGoodWorld();
    const honest = createMockSigner(seal);
    const careless = { ...honest, maxBatch: 2, sign: async () => [] };
    expect(await failures((framework) => testSigner(() => careless, framework))).toEqual(
      expect.arrayContaining([
        'refuses an empty batch with INVALID_ARGUMENT',
        'refuses a batch above its limit with INVALID_ARGUMENT',
        'refuses an algorithm its key does not have with UNSUPPORTED_ALGORITHM',
        'refuses a call that is aborted already with ABORTED',
      ]),
    );
  });

  it('disposes of each signer it opened', async () => {
    const { seal } = await createGoodWorld();
    let open = 0;
    let opened = 0;
    const factory = () => {
      open++;
      opened++;
      return { ...createMockSigner(seal), [Symbol.asyncDispose]: async () => void open-- };
    };
    await failures((framework) => testSigner(factory, framework));
    expect(opened).toBeGreaterThan(10);
    expect(open).toBe(0);
  });
});
