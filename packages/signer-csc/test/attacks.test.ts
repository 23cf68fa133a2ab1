/** A service, or somebody between, that has other things signed or returned than were approved; and secrets that must not be seen. */
import { type SignRequest, toBase64, utf8 } from '@eseal/core';
import { digestBytes } from '@eseal/core/crypto';
import type { Transport } from '@eseal/core/http';
import { createRssp, type RsspFault } from '@eseal/testkit';
import { describe, expect, it } from 'vitest';
import { createCscClient } from '../src/client/create-client.ts';
import type { CallEvent } from '../src/client/events.ts';
import { askForFactors } from '../src/key-authorization/ask-for-factors.ts';
import type { KeyAuthorizer } from '../src/key-authorization/key-authorizer.ts';
import type { Authorization } from '../src/model/authorization.ts';
import { createAuthorization } from '../src/model/create-authorization.ts';
import { createCscSigner } from '../src/signer/create-csc-signer.ts';
import type { SigningEvent } from '../src/signer/signing-event.ts';
import { clientCredentials } from '../src/use-authentication/client-credentials.ts';
import { secret } from '../src/util/secret.ts';
import { CLIENT, callsOf, DIALECTS, openRemote } from './remote.ts';

const PIN = '482915';

function requestFor(text: string): SignRequest {
  return { algorithm: 'ecdsa-sha256', dataToBeSigned: utf8(text), document: { id: text } };
}

/** A transport on which somebody writes other digests into the requests of some methods. */
function substituting(transport: Transport, from: string, to: string, methods: readonly string[]): Transport {
  return (request, options) => {
    const isTouched = methods.some((method) => request.url.endsWith(method));
    const text = new TextDecoder().decode(request.body).replaceAll(from, to);
    return transport(isTouched ? { ...request, body: utf8(text) } : request, options);
  };
}

describe.each(DIALECTS)('version %s', (dialect) => {
  const AUTHORIZE = 'credentials/authorize';
  const SIGN = 'signatures/signHash';

  it.each([
    ['after the approval', [SIGN]],
    ['before the approval', [AUTHORIZE]],
    ['in both', [AUTHORIZE, SIGN]],
  ])('K30: a digest that was substituted %s never becomes a seal', async (_name, methods) => {
    const rssp = await createRssp();
    const token = rssp.token({ user: 'keiri' });
    const digest = async (text: string) => toBase64(await digestBytes('SHA-256', utf8(text)));
    const transport = substituting(rssp.transport, await digest('ours'), await digest('theirs'), methods);
    const { client } = await openRemote(dialect, {
      transport,
      baseUrl: rssp.urls[dialect],
      authentication: {
        kind: 'external',
        token: async () => secret(token),
        forget: async () => undefined,
        revoke: async () => undefined,
        holds: () => false,
      },
    });
    const authorizer = askForFactors(() => PIN);
    const signer = await createCscSigner({
      client,
      credentialId: 'seal-pin',
      authorizer,
      now: () => rssp.clock.now(),
    });
    await expect(signer.sign([requestFor('ours')])).rejects.toMatchObject(
      methods.length === 2
        ? { code: 'SIGNER_ANSWER_INVALID', outcome: 'unknown' }
        : { code: 'SIGNER_UNAUTHORIZED', outcome: 'rejected' },
    );
  });

  it('K30: values of another certificate than the one in the seal are refused and told apart', async () => {
    const { rssp, client } = await openRemote(dialect);
    const authorizer = askForFactors(() => PIN);
    const signer = await createCscSigner({ client, credentialId: 'seal-pin', authorizer });
    rssp.setFault({ kind: 'wrong-key' }, { method: SIGN });
    await expect(signer.sign([requestFor('a')])).rejects.toMatchObject({ code: 'SIGNER_ANSWER_INVALID' });
    await rssp.renew('seal-pin');
    await expect(signer.sign([requestFor('a')])).rejects.toMatchObject({
      code: 'CSC_CERTIFICATE_CHANGED',
      outcome: 'unknown',
    });
  });

  it.each<RsspFault>([{ kind: 'permuted' }, { kind: 'duplicated-first' }])(
    'K30: answers that are %o belong to no document',
    async (fault) => {
      const { rssp, client } = await openRemote(dialect);
      const authorizer = askForFactors(() => PIN);
      const signer = await createCscSigner({ client, credentialId: 'seal-pin', authorizer });
      rssp.setFault(fault);
      const requests = ['a', 'b', 'c'].map(requestFor);
      await expect(signer.sign(requests)).rejects.toMatchObject({ code: 'SIGNER_ANSWER_INVALID' });
    },
  );

  describe('an approval that is shown again', () => {
    /** An authorizer that keeps what it must not keep. */
    const replaying = (change: (kept: Authorization) => Authorization = (kept) => kept): KeyAuthorizer => {
      const honest = askForFactors(() => PIN);
      let kept: Authorization | undefined;
      return {
        kind: 'factors',
        authorize: async (request, call) => {
          kept ??= await honest.authorize(request, call);
          return change(kept);
        },
      };
    };

    it('K30: replayed for another document, is refused before anything is sent', async () => {
      const { rssp, client } = await openRemote(dialect);
      const signer = await createCscSigner({ client, credentialId: 'seal-pin', authorizer: replaying() });
      await signer.sign([requestFor('first')]);
      await expect(signer.sign([requestFor('second')])).rejects.toMatchObject({
        code: 'SIGNER_UNAUTHORIZED',
        outcome: 'not-sent',
      });
      expect(callsOf(rssp, SIGN)).toHaveLength(1);
    });

    it('K30: replayed for the same document, is refused by the service', async () => {
      const { client } = await openRemote(dialect);
      const signer = await createCscSigner({ client, credentialId: 'seal-pin', authorizer: replaying() });
      await signer.sign([requestFor('first')]);
      await expect(signer.sign([requestFor('first')])).rejects.toMatchObject({ outcome: 'rejected' });
    });

    it('K30: for more than is signed, is refused by the policy', async () => {
      const { rssp, client } = await openRemote(dialect);
      const spare = replaying((kept) => ({
        ...kept,
        hashes: [...kept.hashes, ...kept.hashes],
        remaining: 2,
      }));
      const signer = await createCscSigner({ client, credentialId: 'seal-pin', authorizer: spare });
      await expect(signer.sign([requestFor('a')])).rejects.toMatchObject({ code: 'CSC_POLICY_REFUSED' });
      expect(callsOf(rssp, SIGN)).toHaveLength(0);
    });

    it('K30: with signatures to spare, is refused by the policy', async () => {
      const { rssp, client } = await openRemote(dialect);
      const spare = replaying((kept) => ({ ...kept, remaining: 2 }));
      const signer = await createCscSigner({ client, credentialId: 'seal-pin', authorizer: spare });
      await expect(signer.sign([requestFor('a')])).rejects.toMatchObject({ code: 'CSC_POLICY_REFUSED' });
      expect(callsOf(rssp, SIGN)).toHaveLength(0);
    });

    it('K30: which is the token of the first step, is refused by the policy', async () => {
      const { rssp, client } = await openRemote(dialect);
      const authorizer: KeyAuthorizer = {
        kind: 'factors',
        authorize: async ({ credential, manifest }) => {
          const token = (await client.authentication.token(client.context)) ?? secret('');
          const given = { credentialId: credential.id, secret: token, carrier: 'bearer' } as const;
          return createAuthorization({ ...manifest, ...given, expiresIn: 60 }, rssp.clock.now());
        },
      };
      const signer = await createCscSigner({ client, credentialId: 'seal-pin', authorizer });
      await expect(signer.sign([requestFor('a')])).rejects.toMatchObject({
        code: 'CSC_POLICY_REFUSED',
        facts: { rule: 'token-of-first-step' },
      });
      expect(callsOf(rssp, SIGN)).toHaveLength(0);
    });

    it('is refused when it is about to end', async () => {
      const { rssp, client } = await openRemote(dialect);
      const late = { now: () => new Date(rssp.clock.now().getTime() + 3_595_000) };
      const authorizer = replaying();
      const signer = await createCscSigner({ client, credentialId: 'seal-pin', authorizer, ...late });
      await expect(signer.sign([requestFor('a')])).rejects.toMatchObject({
        code: 'SIGNER_UNAUTHORIZED',
        outcome: 'not-sent',
      });
      expect(callsOf(rssp, SIGN)).toHaveLength(0);
    });
  });

  it.each(['info', 'oauth2/token', 'credentials/info', AUTHORIZE, SIGN])(
    'K30: no token, PIN or approval is in any error or event when %s repeats what it was sent',
    async (method) => {
      const rssp = await createRssp();
      const seen: (CallEvent | SigningEvent)[] = [];
      const client = createCscClient({
        baseUrl: rssp.urls[dialect],
        authentication: clientCredentials(CLIENT),
        transport: rssp.transport,
        now: () => rssp.clock.now(),
        onEvent: (event) => seen.push(event),
      });
      const authorizer = askForFactors(() => PIN);
      rssp.setFault({ kind: 'secret-echo' }, { method });
      const sealing = createCscSigner({
        client,
        credentialId: 'seal-pin',
        authorizer,
        onEvent: (event) => seen.push(event),
      }).then((signer) => signer.sign([requestFor('a')]));
      const error: unknown = await sealing.then(
        () => undefined,
        (reason: unknown) => reason,
      );
      const shown = JSON.stringify(seen) + describeError(error);
      const sads = callsOf(rssp, AUTHORIZE).map(({ answer }) => answer?.SAD);
      const tokens = rssp.log.map(({ bearer }) => bearer);
      for (const canary of [PIN, await CLIENT.clientSecret(), ...sads, ...tokens])
        if (canary !== undefined) expect(shown).not.toContain(String(canary));
    },
  );
});

/** Everything of an error that a logger might print, causes included. */
function describeError(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const own = Object.getOwnPropertyNames(error).map((name) => JSON.stringify(Reflect.get(error, name)));
  return [error.stack, ...own, error.cause === undefined ? '' : describeError(error.cause)].join('\n');
}
