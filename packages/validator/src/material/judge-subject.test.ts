import type { MaterialSubject } from '@eseal/core';
import { addDays, type World } from '@eseal/testkit';
import { beforeAll, describe, expect, it } from 'vitest';
import { certificateOf, GOOD, goodWorld, heldSince, judging, NOW, revokedAt } from '../../test/judging.ts';
import { type CertificateValidation, validateCertificatePath } from '../blocks/certificate-validation.ts';
import { policyOf } from '../policy/presets.ts';
import type { RevocationStatus } from '../revocation/status.ts';
import { judgeSubject, wantedAge } from './judge-subject.ts';

let world: World;
let subject: MaterialSubject;
let validation: CertificateValidation;
beforeAll(async () => {
  world = await goodWorld();
  subject = { certificate: certificateOf(world.seal), role: 'seal', time: NOW };
  validation = await validateCertificatePath(subject.certificate, 'seal', judging(world, [world.seal]));
});

function kindsFor(status: RevocationStatus, gracePeriodMs = 0): readonly string[] {
  const revocation = [{ certificate: subject.certificate, status }];
  const requirements = { policy: policyOf('strict'), gracePeriodMs, tried: [] };
  return judgeSubject(subject, { ...validation, revocation }, requirements).map(({ kind }) => kind);
}

describe('the material of a subject', () => {
  it('is complete when nobody revoked the certificate, and lacks what nobody was asked about', () => {
    expect(kindsFor(GOOD)).toEqual([]);
    expect(kindsFor({ kind: 'not-needed', exemption: 'no-revocation-available' })).toEqual([]);
    expect(kindsFor({ kind: 'not-checked' })).toEqual(['missing']);
    expect(kindsFor({ kind: 'unknown', unused: [] })).toEqual(['missing']);
  });

  it('proves nothing for a certificate revoked or on hold by its time, all for one that was so later', () => {
    const later = addDays(NOW, 1);
    expect([kindsFor(revokedAt(NOW)), kindsFor(revokedAt(later))]).toEqual([['untrusted'], []]);
    expect([kindsFor(heldSince(NOW)), kindsFor(heldSince(later))]).toEqual([['untrusted'], []]);
  });

  it('is not fresh before the grace period of a seal is over', () => {
    expect([kindsFor(GOOD, 0), kindsFor(GOOD, 1000)]).toEqual([[], ['not-fresh']]);
  });
});

describe('the age that is wanted', () => {
  it('counts the grace period for seals, not for timestamps, in whole seconds', () => {
    const time = new Date(NOW.getTime() + 900);
    expect(wantedAge({ ...subject, time }, 2000)).toEqual(new Date(NOW.getTime() + 2000));
    expect(wantedAge({ ...subject, time, role: 'timestamp' }, 2000)).toEqual(NOW);
  });
});
