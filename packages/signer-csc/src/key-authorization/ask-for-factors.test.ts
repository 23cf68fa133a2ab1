import { describe, expect, it } from 'vitest';
import { DEFAULT_POLICY, JP_MIC_LEVEL2, JP_MIC_LEVEL2_MFA } from '../policy/policies.ts';
import { openSteps, type Steps, type StepsOptions } from '../test-steps.ts';
import { external } from '../use-authentication/external.ts';
import { type AskForFactors, askForFactors, type FactorRequest } from './ask-for-factors.ts';

const PIN = '482915';
const AUTHORIZE = '/credentials/authorize';

const open = (id: string, options: StepsOptions = {}) => openSteps({ credentials: [id], ...options });
const otpOf = ({ rssp }: Steps) => rssp.outbox.at(-1)?.value ?? '';
const bodyOf = (steps: Steps, path = AUTHORIZE) =>
  JSON.parse(new TextDecoder().decode(steps.sent(path)[0]?.body));

describe.each(['v1', 'v2'] as const)('askForFactors in version %s', (dialect) => {
  it('shows the documents, and authorises exactly their hashes', async () => {
    const steps = await open('seal-pin', { dialect });
    const shown: FactorRequest[] = [];
    const authorizer = askForFactors((request) => {
      shown.push(request);
      return PIN;
    });
    const request = await steps.request(['a', 'b', 'a']);
    const authorization = await authorizer.authorize(request);
    expect(shown[0]?.manifest.items.map(({ document }) => document?.name)).toEqual([
      'a.pdf',
      'b.pdf',
      'a.pdf',
    ]);
    expect(shown[0]?.factors.map(({ id }) => id)).toEqual(['PIN']);
    expect(authorization).toMatchObject({
      credentialId: 'seal-pin',
      remaining: 3,
      hashes: request.manifest.hashes,
    });
    expect(bodyOf(steps)).toMatchObject({ numSignatures: 3 });
    expect(bodyOf(steps).description).toContain(request.manifest.digest);
  });

  it('has a one-time password sent before it asks for it, and no second within half a minute', async () => {
    const steps = await open('seal-otp-online', { dialect });
    const authorizer = askForFactors(() => otpOf(steps));
    await authorizer.authorize(await steps.request(['a']));
    await authorizer.authorize(await steps.request(['b']));
    expect(steps.rssp.outbox).toHaveLength(2);
    expect(steps.waits).toEqual([30_000]);
  });

  it('stops at the first wrong factor, so that the key is not locked', async () => {
    const steps = await open('seal-pin', { dialect });
    const asked: string[] = [];
    const authorizer = askForFactors(() => {
      asked.push('asked');
      return '000000';
    });
    const request = await steps.request(['a']);
    await expect(authorizer.authorize(request)).rejects.toMatchObject({
      code: 'SIGNER_PIN_INCORRECT',
      outcome: 'rejected',
    });
    await expect(authorizer.authorize(request)).rejects.toMatchObject({
      code: 'SIGNER_PIN_INCORRECT',
      outcome: 'not-sent',
    });
    expect(asked).toHaveLength(1);
    expect(steps.sent(AUTHORIZE)).toHaveLength(1);
  });

  it('K30: never asks for a second authorisation when the answer to the first is lost', async () => {
    const steps = await open('seal-pin', { dialect });
    steps.rssp.setFault({ kind: 'dropped-answer' }, { method: 'credentials/authorize' });
    const authorizer = askForFactors(() => PIN);
    await expect(authorizer.authorize(await steps.request(['a']))).rejects.toMatchObject({
      code: 'CSC_OUTCOME_UNKNOWN',
      outcome: 'unknown',
    });
    expect(steps.sent(AUTHORIZE)).toHaveLength(1);
  });

  it('has one approval under way for a credential at a time', async () => {
    const steps = await open('seal-pin', { dialect });
    let under = 0;
    let most = 0;
    const authorizer = askForFactors(async () => {
      most = Math.max(most, ++under);
      await Promise.resolve();
      under--;
      return PIN;
    });
    const requests = [await steps.request(['a']), await steps.request(['b'])];
    await Promise.all(requests.map((request) => authorizer.authorize(request)));
    expect(most).toBe(1);
  });

  it.each([
    ['seal-implicit', /approvedByService/],
    ['seal-oauth', /authorizationCodeForKey/],
  ])('asks nobody for %s, and says what to use', async (id, words) => {
    const steps = await open(id, { dialect });
    const authorizer = askForFactors(() => expect.unreachable());
    await expect(authorizer.authorize(await steps.request(['a']))).rejects.toThrow(words);
    expect(steps.sent(AUTHORIZE)).toHaveLength(0);
  });
});

describe('askForFactors', () => {
  it('shows the challenge that is to be answered', async () => {
    const steps = await open('seal-challenge');
    const challenges: string[] = [];
    const authorizer = askForFactors((request) => {
      challenges.push(...Object.values(request.challenges));
      return otpOf(steps);
    });
    expect(await authorizer.authorize(await steps.request(['a']))).toBeDefined();
    expect(challenges).toHaveLength(1);
  });

  it('waits for an approval in another channel, asking not more often than the profile allows', async () => {
    const steps = await open('seal-out-of-band', { profile: { authorizeTimeoutMs: 60_000 } });
    const authorizer = askForFactors(() => ({}));
    const { timer } = steps.client.context;
    const request = await steps.request(['a']);
    const wait = async (milliseconds: number) => {
      await timer.wait(milliseconds);
      if (steps.waits.length === 3) for (const approval of steps.rssp.approvals()) approval.approve();
    };
    const client = {
      ...request.client,
      context: { ...request.client.context, timer: { now: timer.now, wait } },
    };
    expect(await authorizer.authorize({ ...request, client })).toBeDefined();
    expect(steps.waits.length).toBeGreaterThanOrEqual(3);
    expect(Math.min(...steps.waits)).toBeGreaterThanOrEqual(2000);
    expect(steps.sent(AUTHORIZE)).toHaveLength(1);
  });

  it('gives up after the time for an approval, and says that it may still come', async () => {
    const steps = await open('seal-out-of-band');
    const authorizer = askForFactors(() => ({}), { approvalTimeoutMs: 10_000 });
    await expect(authorizer.authorize(await steps.request(['a']))).rejects.toMatchObject({
      code: 'CSC_OUTCOME_UNKNOWN',
      outcome: 'unknown',
    });
    expect(steps.sent(AUTHORIZE)).toHaveLength(1);
  });

  it('asks by the latest handle when each answer has another', async () => {
    const steps = await open('seal-out-of-band');
    steps.rssp.setFault({ kind: 'new-handle-per-check' });
    const authorizer = askForFactors(() => ({}), { approvalTimeoutMs: 10_000 });
    await authorizer.authorize(await steps.request(['a'])).catch(() => undefined);
    const handles = steps
      .sent('/credentials/authorizeCheck')
      .map(({ body }) => JSON.parse(new TextDecoder().decode(body)).handle);
    expect(handles.length).toBeGreaterThan(1);
    expect(new Set(handles).size).toBe(handles.length);
  });

  it('lets the one who approves choose among sets of factors', async () => {
    const steps = await open('seal-pin');
    const request = await steps.request(['a']);
    const { authorization } = request.credential;
    if (authorization.mode !== 'explicit') return expect.unreachable();
    const credential = {
      ...request.credential,
      authorization: { ...authorization, expression: 'PIN OR PIN' },
    };
    const seen: number[] = [];
    const authorizer = askForFactors(() => PIN, {
      choose: (sets) => {
        seen.push(sets.length);
        return sets[0] ?? [];
      },
    });
    await authorizer.authorize({ ...request, credential });
    expect(seen).toEqual([1]);
  });

  it.each([
    ['nothing, which refuses', () => undefined, 'SIGNER_UNAUTHORIZED'],
    ['letters for digits', () => 'canary', 'INVALID_ARGUMENT'],
  ] satisfies readonly [string, AskForFactors, string][])(
    'sends nothing when it is given %s',
    async (_name, ask, code) => {
      const steps = await open('seal-pin');
      await expect(askForFactors(ask).authorize(await steps.request(['a']))).rejects.toMatchObject({ code });
      expect(steps.sent(AUTHORIZE)).toHaveLength(0);
    },
  );

  it('refuses a factor that is a secret of the first step', async () => {
    const steps = await open('seal-pin', { authentication: external(async () => PIN) });
    const credential = (await (await open('seal-pin')).request(['a'])).credential;
    await steps.client.authentication.token(steps.client.context);
    const { manifest } = await (await open('seal-pin')).request(['a']);
    for (const policy of [DEFAULT_POLICY, JP_MIC_LEVEL2]) {
      const request = { client: steps.client, credential, manifest, policy };
      await expect(askForFactors(() => PIN).authorize(request)).rejects.toMatchObject({
        code: 'CSC_POLICY_REFUSED',
        facts: { rule: 'factor-of-first-step' },
      });
    }
    expect(steps.sent(AUTHORIZE)).toHaveLength(0);
  });

  it('refuses one factor where the policy asks for two', async () => {
    const steps = await open('seal-pin');
    const request = await steps.request(['a'], JP_MIC_LEVEL2_MFA);
    await expect(askForFactors(() => PIN).authorize(request)).rejects.toMatchObject({
      facts: { rule: 'factor-count' },
    });
    const both = await open('seal-pin-otp');
    const approved = askForFactors(() => ({ PIN, OTP: otpOf(both) }));
    expect(await approved.authorize(await both.request(['a'], JP_MIC_LEVEL2_MFA))).toBeDefined();
  });

  it('gives up when it is aborted', async () => {
    const steps = await open('seal-pin');
    const controller = new AbortController();
    controller.abort();
    const request = await steps.request(['a']);
    await expect(
      askForFactors(() => PIN).authorize(request, { signal: controller.signal }),
    ).rejects.toMatchObject({
      code: 'ABORTED',
    });
    expect(steps.sent(AUTHORIZE)).toHaveLength(0);
  });
});
