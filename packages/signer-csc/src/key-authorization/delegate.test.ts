import { describe, expect, it } from 'vitest';
import { DEFAULT_POLICY, JP_MIC_LEVEL2 } from '../policy/policies.ts';
import { openSteps, type Steps } from '../test-steps.ts';
import { secret } from '../util/secret.ts';
import { askForFactors } from './ask-for-factors.ts';
import { delegateTo } from './delegate.ts';
import { createAuthorizationManifest } from './manifest.ts';
import { createSealApprover, type SealApproverOptions } from './seal-approver.ts';

const PIN = '482915';
const AUTHORIZE = '/credentials/authorize';

/** The generator's process, which designated two documents. */
function approverOf({ client }: Steps, options: Partial<SealApproverOptions> = {}) {
  return createSealApprover({
    client,
    approval: { kind: 'authorization', authorizer: askForFactors(() => PIN) },
    isDesignated: ({ id, digest }) => ['a', 'b'].includes(id) && digest === 'ab'.repeat(32),
    policy: JP_MIC_LEVEL2,
    ...options,
  });
}

const changing = (name: string, change: (value: unknown) => unknown) => (message: string) => {
  const members = JSON.parse(message);
  return JSON.stringify({ ...members, [name]: change(members[name]) });
};

describe('delegateTo and createSealApprover', () => {
  it('give the application an authorisation for exactly its manifest, and no factor', async () => {
    const steps = await openSteps();
    const messages: string[] = [];
    const approver = approverOf(steps);
    const authorizer = delegateTo(async (message) => {
      const answer = await approver(message);
      messages.push(message, answer);
      return answer;
    });
    const request = await steps.request(['a', 'b'], JP_MIC_LEVEL2);
    const authorization = await authorizer.authorize(request);
    expect(authorization).toMatchObject({
      credentialId: 'seal-pin',
      remaining: 2,
      hashes: request.manifest.hashes,
    });
    expect(messages[0]).toContain(request.manifest.digest);
    expect(messages.join()).not.toContain(PIN);
    expect(steps.sent(AUTHORIZE)).toHaveLength(1);
  });

  it.each([
    ['a document that was not designated', ['a', 'c'], (message: string) => message],
    [
      'a document that is not what it was',
      ['a'],
      (message: string) => message.replace('ab'.repeat(32), 'cd'.repeat(32)),
    ],
    ['another hash', ['a'], changing('hashes', () => [btoa('0'.repeat(32))])],
    ['no document', ['a'], changing('documents', () => [null])],
    ['more values to follow', ['a'], changing('dependents', () => 1)],
    ['another service', ['a'], changing('baseUrl', () => 'https://evil.test/csc/v2')],
  ])('K30: approve nothing with %s', async (_name, texts, change) => {
    const steps = await openSteps();
    const approver = approverOf(steps);
    const authorizer = delegateTo((message) => approver(change(message)));
    await expect(authorizer.authorize(await steps.request(texts))).rejects.toMatchObject({
      code: 'SIGNER_UNAUTHORIZED',
      facts: { reason: 'CSC_POLICY_REFUSED' },
    });
    expect(steps.sent(AUTHORIZE)).toHaveLength(0);
  });

  it('K30: approve no values that follow unseen, unless the generator allows so many', async () => {
    const steps = await openSteps();
    const { manifest, ...request } = await steps.request(['a']);
    const documents = manifest.items.map(({ document }) => document);
    const wide = await createAuthorizationManifest(manifest, documents, { dependents: 2 });
    const ask = (options: Partial<SealApproverOptions>) =>
      delegateTo(approverOf(steps, options)).authorize({ ...request, manifest: wide });
    const refusal = { code: 'SIGNER_UNAUTHORIZED', facts: { reason: 'CSC_POLICY_REFUSED' } };
    await expect(ask({})).rejects.toMatchObject(refusal);
    await expect(ask({ mostDependents: 1 })).rejects.toMatchObject(refusal);
    expect(steps.sent(AUTHORIZE)).toHaveLength(0);
    expect(await ask({ mostDependents: 2 })).toMatchObject({ remaining: 3 });
  });

  it('K30: approve nothing that is no digest of the algorithm that is named', async () => {
    const steps = await openSteps();
    const { manifest, ...request } = await steps.request(['a']);
    const documents = manifest.items.map(({ document }) => document);
    const hashes = [new Uint8Array(48)];
    const other = await createAuthorizationManifest({ digestAlgorithm: 'SHA-256', hashes }, documents);
    await expect(
      delegateTo(approverOf(steps)).authorize({ ...request, manifest: other }),
    ).rejects.toMatchObject({ facts: { reason: 'CSC_POLICY_REFUSED' } });
    expect(steps.sent(AUTHORIZE)).toHaveLength(0);
  });

  it('K30: answer a request once', async () => {
    const steps = await openSteps();
    const approver = approverOf(steps);
    let first: string | undefined;
    const authorizer = delegateTo((message) => {
      first ??= message;
      return approver(first);
    });
    const request = await steps.request(['a']);
    await authorizer.authorize(request);
    await expect(authorizer.authorize(request)).rejects.toBeDefined();
    expect(steps.sent(AUTHORIZE)).toHaveLength(1);
  });

  it('approve only credentials that the generator named', async () => {
    const steps = await openSteps();
    const authorizer = delegateTo(approverOf(steps, { credentialIds: ['other'] }));
    await expect(authorizer.authorize(await steps.request(['a']))).rejects.toMatchObject({
      code: 'SIGNER_UNAUTHORIZED',
    });
  });

  it('let the application use factors of the generator only where its policy allows it', async () => {
    const give = async () => [{ id: 'PIN', value: secret(PIN) }];
    const steps = await openSteps();
    const authorizer = () => delegateTo(approverOf(steps, { approval: { kind: 'factors', give } }));
    await expect(authorizer().authorize(await steps.request(['a'], JP_MIC_LEVEL2))).rejects.toMatchObject({
      code: 'CSC_POLICY_REFUSED',
      facts: { rule: 'factor-of-others' },
    });
    expect(steps.sent(AUTHORIZE)).toHaveLength(0);
    expect(await authorizer().authorize(await steps.request(['a'], DEFAULT_POLICY))).toBeDefined();
  });

  it.each([
    ['another id', changing('id', () => 'other')],
    ['another manifest', changing('manifestDigest', () => 'ab'.repeat(32))],
    ['a member that is not known', changing('extra', () => 1)],
    ['no secret', changing('secret', () => '')],
    ['no JSON', () => 'canary'],
    ['nothing', () => ''],
  ])('K30: take no answer with %s', async (_name, change) => {
    const steps = await openSteps();
    const approver = approverOf(steps);
    const authorizer = delegateTo(async (message) => change(await approver(message)));
    const error = await authorizer.authorize(await steps.request(['a'])).catch((caught: unknown) => caught);
    expect(error).toMatchObject({ code: 'CSC_ANSWER_INVALID' });
    expect(String(error)).not.toContain('canary');
  });

  it.each(['', '{}', 'null', '[]', '{"eseal":"approval-request-1"}', '{"__proto__":1}'])(
    'understand no request such as %s',
    async (message) => {
      const steps = await openSteps();
      await expect(approverOf(steps)(message)).rejects.toMatchObject({ code: 'INVALID_ARGUMENT' });
    },
  );

  it('tell the application that a factor was wrong, and not which', async () => {
    const steps = await openSteps();
    const approval = { kind: 'authorization', authorizer: askForFactors(() => '000000') } as const;
    const authorizer = delegateTo(approverOf(steps, { approval }));
    await expect(authorizer.authorize(await steps.request(['a']))).rejects.toMatchObject({
      code: 'SIGNER_UNAUTHORIZED',
      facts: { reason: 'SIGNER_PIN_INCORRECT' },
    });
  });
});
