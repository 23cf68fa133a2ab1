import type { MaterialSubject } from '@eseal/core';
import { addDays } from '@eseal/testkit';
import { describe, expect, it } from 'vitest';
import { certificateOf, goodWorld, NOW } from '../../test/judging.ts';
import type { RetrievalAttempt } from '../report/retrieval-attempt.ts';
import { alertOn, materialError } from './alert.ts';

async function sealSubject(): Promise<MaterialSubject> {
  return { certificate: certificateOf((await goodWorld()).seal), role: 'seal', time: NOW };
}

const attempt = (outcome: RetrievalAttempt['outcome'], detail?: string): RetrievalAttempt => ({
  kind: 'ocsp',
  url: 'http://eseal.test/ocsp',
  outcome,
  ...(detail !== undefined && { detail }),
});

describe('an alert', () => {
  it('says who was asked with what became of it, and nothing of services when nobody was', async () => {
    const subject = await sealSubject();
    const asked = alertOn(subject, 'missing', 'none', [attempt('http-status', '503'), attempt('html')]);
    expect(asked.message).toContain(
      '(asked: http://eseal.test/ocsp http-status, 503; http://eseal.test/ocsp html)',
    );
    expect(alertOn(subject, 'missing', 'none', []).message).not.toContain('asked');
  });

  it('tells when to try again only where that is known', async () => {
    const subject = await sealSubject();
    const extendAfter = addDays(NOW, 1);
    expect(alertOn(subject, 'not-fresh', 'old', [], extendAfter)).toMatchObject({ extendAfter });
    expect(alertOn(subject, 'not-fresh', 'old', [])).not.toHaveProperty('extendAfter');
  });
});

describe('the error of an alert', () => {
  it.each([
    ['unavailable', true],
    ['responder-error', true],
    ['answered', false],
    ['refused', false],
  ] as const)('after a service that was %s may be retried: %s', async (outcome, retryable) => {
    const alert = alertOn(await sealSubject(), 'missing', 'none', [attempt(outcome)]);
    expect(materialError(alert)).toMatchObject({ code: 'MATERIAL_MISSING', retryable });
  });

  it('may be retried once newer data is to be expected, and has no facts about what did not happen', async () => {
    const subject = await sealSubject();
    const later = materialError(alertOn(subject, 'uncovered', 'old', [], addDays(NOW, 1)));
    expect(later).toMatchObject({
      code: 'MATERIAL_UNCOVERED',
      retryable: true,
      facts: { extendAfter: addDays(NOW, 1).toISOString() },
    });
    const never = materialError(alertOn(subject, 'expired', 'over', []));
    expect(never).toMatchObject({ code: 'MATERIAL_EXPIRED', retryable: false });
    expect(Object.keys(never.facts)).toEqual(['subject', 'serial', 'role']);
  });
});
