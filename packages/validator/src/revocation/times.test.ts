import { addDays } from '@eseal/testkit';
import { beforeAll, describe, expect, it } from 'vitest';
import { inquiryIn } from '../../test/inquiring.ts';
import { goodWorld, NOW } from '../../test/judging.ts';
import type { Inquiry } from './inquiry.ts';
import { checkExpiry, checkTimes, type EvidenceTimes } from './times.ts';

let inquiry: Inquiry;
beforeAll(async () => {
  inquiry = inquiryIn(await goodWorld());
});

const after = (date: Date, milliseconds: number): Date => new Date(date.getTime() + milliseconds);

const times = (changes: Partial<EvidenceTimes> = {}): EvidenceTimes => ({
  thisUpdate: addDays(NOW, -1),
  nextUpdate: addDays(NOW, 6),
  coversExpiredSince: undefined,
  ...changes,
});

describe('the times of evidence', () => {
  it('may be ahead of the clock by its tolerance, and by no millisecond more', () => {
    const { clockTolerance } = inquiry.context.policy;
    const at = after(NOW, clockTolerance);
    expect(checkTimes(times({ thisUpdate: at }), inquiry)).toBeUndefined();
    const late = after(at, 1);
    expect(checkTimes(times({ thisUpdate: late }), inquiry)).toEqual({
      problem: 'in-future',
      facts: { time: late.toISOString() },
    });
    expect(checkTimes(times({ producedAt: late }), inquiry)?.problem).toBe('in-future');
  });

  it('may name a next update at the very moment of this one, not before', () => {
    const { thisUpdate } = times();
    expect(checkTimes(times({ nextUpdate: thisUpdate }), inquiry)).toBeUndefined();
    expect(checkTimes(times({ nextUpdate: after(thisUpdate, -1) }), inquiry)?.problem).toBe(
      'times-inconsistent',
    );
  });

  it('may precede the certificate by the tolerance, and by no millisecond more', () => {
    const { policy } = inquiry.context;
    const { notBefore } = inquiry.question.certificate;
    const at = after(notBefore, -policy.clockTolerance);
    expect(checkTimes(times({ thisUpdate: at }), inquiry)).toBeUndefined();
    expect(checkTimes(times({ thisUpdate: after(at, -1) }), inquiry)).toMatchObject({
      problem: 'before-certificate',
      facts: { notBefore: notBefore.toISOString() },
    });
  });
});

describe('evidence about an expired certificate', () => {
  it('still counts at the last moment of the certificate, not after it', () => {
    const { notAfter } = inquiry.question.certificate;
    expect(checkExpiry(times({ thisUpdate: notAfter }), inquiry)).toBeUndefined();
    expect(checkExpiry(times({ thisUpdate: after(notAfter, 1) }), inquiry)).toEqual({
      problem: 'expired-not-covered',
      facts: { notAfter: notAfter.toISOString() },
    });
  });

  it('counts when those that expired at that very moment are kept, not when only later ones are', () => {
    const { notAfter } = inquiry.question.certificate;
    const thisUpdate = addDays(notAfter, 1);
    const since = (coversExpiredSince: Date) =>
      checkExpiry(times({ thisUpdate, coversExpiredSince }), inquiry);
    expect(since(notAfter)).toBeUndefined();
    expect(since(after(notAfter, 1))?.problem).toBe('expired-not-covered');
  });
});
