import { describe, expect, it } from 'vitest';
import { crlOf } from '../../test/asking-status.ts';
import { inquiryIn } from '../../test/inquiring.ts';
import { goodWorld } from '../../test/judging.ts';
import { unused } from './inquiry.ts';

describe('evidence that is not used', () => {
  it('is told with whose status was asked, the problem and its facts', async () => {
    const world = await goodWorld();
    const evidence = await crlOf(world);
    expect(unused(inquiryIn(world), evidence, 'in-future', { time: 'T' })).toEqual({
      kind: 'unused',
      unused: {
        evidence,
        problem: 'in-future',
        facts: { subject: expect.stringContaining('株式会社サンプル'), time: 'T' },
      },
    });
  });

  it('is told without evidence where a provider gave none, and of nobody but who was asked about', async () => {
    const { question } = inquiryIn(await goodWorld());
    const { issuer } = question;
    const certificate = issuer.certificate ?? question.certificate;
    const told = unused({ question: { ...question, certificate } }, undefined, 'provider-failed');
    expect(told.unused).toMatchObject({ evidence: undefined, problem: 'provider-failed' });
    expect(told.unused.facts.subject).not.toContain('株式会社サンプル');
  });
});
