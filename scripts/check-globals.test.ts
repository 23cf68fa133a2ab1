import { describe, expect, it } from 'vitest';
import { misusedGlobals } from './check-globals.ts';

const neutral = 'packages/formats/src/cades/parse.ts';

describe('globals', () => {
  it.each([
    ['const a = Buffer.from("x");', 'uses Buffer'],
    ['const a = globalThis.Buffer;', 'uses Buffer'],
    ['const a = process.env.A;', 'uses process'],
    ['await fetch("https://example.com");', 'uses fetch'],
    ['await globalThis.fetch("https://example.com");', 'uses fetch'],
    ['const stack = new AsyncDisposableStack();', 'Node 20'],
    ['let cache = 1;', 'mutable state'],
    ["import './register.ts';", 'side effect'],
  ])('refuses %s', (text, problem) => {
    expect(misusedGlobals(neutral, text)).toEqual([expect.stringContaining(problem)]);
  });

  it.each([
    'export const read = (fetch: () => void) => fetch();',
    'const { fetch } = options; fetch();',
    'certificate.process(); const o = { fetch: 1, module: 2 };',
    'export function process(): void {}',
    'for (let i = 0; i < 1; i += 1) step(i);',
  ])('lets pass %s', (text) => {
    expect(misusedGlobals(neutral, text).filter((one) => /uses|state/.test(one))).toEqual([]);
  });

  it('knows the places that may', () => {
    expect(misusedGlobals('packages/core/src/http/transport.ts', 'fetch("https://example.com");')).toEqual(
      [],
    );
    expect(misusedGlobals('packages/core/src/crypto/provider-node.ts', 'Buffer.alloc(1);')).toEqual([]);
    expect(misusedGlobals('packages/cli/src/eseal.ts', 'process.exit(1);')).toEqual([]);
    expect(misusedGlobals('packages/cli/src/eseal.ts', 'fetch("https://example.com");')).toHaveLength(1);
  });
});
