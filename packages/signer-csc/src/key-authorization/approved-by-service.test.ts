import { describe, expect, it } from 'vitest';
import { openSteps } from '../test-steps.ts';
import { mutualTls } from '../use-authentication/mutual-tls.ts';
import { approvedByService } from './approved-by-service.ts';

const AUTHORIZE = '/credentials/authorize';

describe('approvedByService', () => {
  it.each(['v1', 'v2'] as const)(
    'authorises exactly the hashes without a factor in version %s',
    async (dialect) => {
      const steps = await openSteps({ dialect, credentials: ['seal-implicit'] });
      const request = await steps.request(['a', 'b']);
      const authorization = await approvedByService().authorize(request);
      expect(authorization).toMatchObject({ remaining: 2, hashes: request.manifest.hashes });
      const body = JSON.parse(new TextDecoder().decode(steps.sent(AUTHORIZE)[0]?.body));
      expect(body).toMatchObject({ numSignatures: 2 });
      expect(body.PIN).toBeUndefined();
    },
  );

  it('uses the token of the first step where that is enough, and asks for nothing', async () => {
    const steps = await openSteps({ credentials: ['seal-implicit'] });
    const authorization = await approvedByService({ form: 'service-token' }).authorize(
      await steps.request(['a']),
    );
    const token = await steps.client.authentication.token(steps.client.context);
    expect(authorization).toMatchObject({ carrier: 'bearer', remaining: 1 });
    expect(authorization.secret.reveal()).toBe(token?.reveal());
    expect(steps.sent(AUTHORIZE)).toHaveLength(0);
  });

  it('says that a connection alone is no token', async () => {
    const steps = await openSteps({ credentials: ['seal-implicit'] });
    const request = await steps.request(['a']);
    const client = { ...steps.client, authentication: mutualTls() };
    await expect(
      approvedByService({ form: 'service-token' }).authorize({ ...request, client }),
    ).rejects.toMatchObject({ code: 'INVALID_ARGUMENT' });
  });

  it('K30: never asks for a second authorisation when the answer to the first is lost', async () => {
    const steps = await openSteps({ credentials: ['seal-implicit'] });
    steps.rssp.setFault({ kind: 'dropped-answer' }, { method: 'credentials/authorize' });
    await expect(approvedByService().authorize(await steps.request(['a']))).rejects.toMatchObject({
      code: 'CSC_OUTCOME_UNKNOWN',
    });
    expect(steps.sent(AUTHORIZE)).toHaveLength(1);
  });

  it('carries what the caller declares', () => {
    expect(approvedByService({ approvedOutOfBand: 'by telephone' }).approvedOutOfBand).toBe('by telephone');
    expect(approvedByService().approvedOutOfBand).toBeUndefined();
  });
});
