import { extendedKeyUsage as purposesOf } from '@eseal/core/x509';
import { extendedKeyUsage, goodEntities, keyUsage, type Quirks } from '@eseal/testkit';
import { describe, expect, it } from 'vitest';
import { certificateOf, GOOD, goodWorld, NOW } from '../../test/judging.ts';
import { TS_119_312 } from '../policy/crypto-suites.ts';
import { policyOf } from '../policy/presets.ts';
import type { RevocationStatus } from '../revocation/status.ts';
import { checkAlgorithms, checkPurpose } from './certificate-checks.ts';
import type { Judged } from './check.ts';
import { checkRevocationKnown } from './revocation-checks.ts';

async function sealWith(quirks: Quirks) {
  const seal = goodEntities(NOW).find(({ name }) => name === 'seal');
  if (seal === undefined) throw new Error('the good world has no seal');
  return certificateOf((await goodWorld({ entities: [{ ...seal, name: 'odd', quirks }] })).entity('odd'));
}

const failing = (outcomes: readonly Judged[]): readonly string[] =>
  outcomes.filter(({ holds }) => !holds).map(({ check }) => check.id);

describe('checkPurpose', () => {
  const EMAIL = '1.3.6.1.5.5.7.3.4';
  const SERVER = '1.3.6.1.5.5.7.3.1';

  it.each([
    ['both usual bits', { extensions: [keyUsage('digitalSignature', 'nonRepudiation')] }, []],
    ['nonRepudiation alone', { extensions: [keyUsage('nonRepudiation')] }, []],
    ['no keyUsage', { without: ['2.5.29.15'] }, []],
    ['encipherment', { extensions: [keyUsage('keyEncipherment')] }, ['CERTIFICATE_KEY_USAGE']],
    ['servers among other purposes', { extensions: [extendedKeyUsage([SERVER, EMAIL])] }, []],
    ['servers only', { extensions: [extendedKeyUsage([SERVER], true)] }, ['CERTIFICATE_PURPOSE_FOR_SEALS']],
  ] as const)('judges a seal certificate with %s', async (_, quirks, expected) => {
    expect(failing(checkPurpose(await sealWith(quirks), 'seal'))).toEqual(expected);
  });

  it('wants time-stamping as sole and critical purpose of an authority', async () => {
    const world = await goodWorld();
    expect(failing(checkPurpose(certificateOf(world.tsa), 'timestamp'))).toEqual([]);
    expect(failing(checkPurpose(certificateOf(world.tsa), 'seal'))).toEqual([
      'CERTIFICATE_PURPOSE_FOR_SEALS',
    ]);
    expect(failing(checkPurpose(certificateOf(world.seal), 'timestamp'))).toEqual([
      'CERTIFICATE_PURPOSE_FOR_TIMESTAMPS',
    ]);
    expect(purposesOf(certificateOf(world.tsa))).toHaveLength(1);
  });

  it('judges nothing when the use is not known', async () => {
    expect(checkPurpose(certificateOf((await goodWorld()).root), 'any')).toEqual([]);
  });
});

describe('checkAlgorithms', () => {
  it('judges the signature of every certificate by the key above it', async () => {
    const world = await goodWorld({ key: 'rsa-2048' });
    const chain = [world.seal, world.issuingCa].map(certificateOf);
    const { subject: name, publicKey } = certificateOf(world.root);
    const anchor = { name, publicKey, certificate: undefined };
    const strict = policyOf('strict');
    expect(checkAlgorithms(chain, anchor, strict, NOW).holds).toBe(true);
    const european = { ...strict, suite: TS_119_312 };
    expect(checkAlgorithms(chain, anchor, european, new Date('2028-12-31T12:00:00Z')).holds).toBe(true);
    const after = checkAlgorithms(chain, anchor, european, new Date('2029-01-01T00:00:00Z'));
    expect(after.holds).toBe(false);
    expect(after.facts.subjects).toHaveLength(2);
  });
});

const UNREADABLE = { evidence: undefined, problem: 'unreadable', facts: {} } as const;

describe('checkRevocationKnown', () => {
  async function level(mode: 'required' | 'if-available' | 'none', status: RevocationStatus) {
    const certificate = certificateOf((await goodWorld()).seal);
    const { holds, level: own, check } = checkRevocationKnown([{ certificate, status }], mode);
    return holds ? 'holds' : (own ?? check.level);
  }

  it('demands, warns or remarks as the caller asked', async () => {
    const unknown = { kind: 'unknown', unused: [] } as const;
    expect(await level('required', unknown)).toBe('fail');
    expect(await level('if-available', unknown)).toBe('warn');
    expect(await level('none', { kind: 'not-checked' })).toBe('warn');
    expect(await level('required', GOOD)).toBe('holds');
    expect(await level('if-available', GOOD)).toBe('holds');
  });

  it('lets nobody pass over data that is there and was not used', async () => {
    expect(await level('if-available', { kind: 'unknown', unused: [UNREADABLE] })).toBe('fail');
  });
});
