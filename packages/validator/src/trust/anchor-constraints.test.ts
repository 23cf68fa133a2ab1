import { OID } from '@eseal/core/asn1';
import type { Certificate } from '@eseal/core/x509';
import { certificateAuthority, type ExtensionDefinition } from '@eseal/testkit';
import { describe, expect, it } from 'vitest';
import { certificateOf, goodWorld } from '../../test/judging.ts';
import { constraints, inhibitAny, nameLimits, policies } from '../../test/path-extensions.ts';
import { constraintsOf } from './anchor-constraints.ts';

async function of(...extensions: readonly ExtensionDefinition[]) {
  const root: Certificate = { ...certificateOf((await goodWorld()).root), extensions };
  return constraintsOf(root);
}

describe('constraintsOf', () => {
  it('takes over length, names and what holds at once', async () => {
    expect(await of(certificateAuthority(2))).toEqual({ maxPathLength: 2 });
    expect(await of(nameLimits({ permitted: [{ kind: 'dNSName', value: 'example.jp' }] }))).toMatchObject({
      names: { permitted: [{ base: { value: 'example.jp' } }], excluded: [] },
    });
    expect(await of(constraints({ explicit: 0, mapping: 0 }), inhibitAny(0))).toEqual({
      explicitPolicy: true,
      inhibitMapping: true,
      inhibitAnyPolicy: true,
    });
  });

  it('takes over nothing else', async () => {
    expect(await of()).toBeUndefined();
    expect(await of(policies(OID.anyPolicy), certificateAuthority())).toBeUndefined();
    expect(await of(constraints({ explicit: 1, mapping: 2 }), inhibitAny(1))).toBeUndefined();
  });

  it('takes an extension that cannot be read for none', async () => {
    const broken = { oid: OID.nameConstraints, critical: true, value: Uint8Array.of(1) };
    expect(await of(broken, certificateAuthority(1))).toEqual({ maxPathLength: 1 });
  });
});
