import { describe, expect, it } from 'vitest';
import { hashesOf, openSteps } from '../test-steps.ts';
import { askForFactors } from './ask-for-factors.ts';
import { extendAuthorization } from './extend-authorization.ts';
import { createAuthorizationManifest } from './manifest.ts';

const DOCUMENT = { id: 'a' };

async function open(dependents: number) {
  const steps = await openSteps({ credentials: ['seal-pin-scal2'] });
  const request = await steps.request(['a']);
  const manifest = await createAuthorizationManifest(await hashesOf(['a']), [DOCUMENT], { dependents });
  const authorization = await askForFactors(() => '482915').authorize({ ...request, manifest });
  return { ...steps, manifest, authorization };
}

const next = async (documents: readonly { readonly id: string }[], ...texts: readonly string[]) => ({
  ...(await hashesOf(texts)),
  documents,
});

describe('extendAuthorization', () => {
  it('goes on to a declared value of the same document', async () => {
    const { client, authorization, manifest } = await open(1);
    expect(authorization.remaining).toBe(2);
    const values = await next([DOCUMENT], 'second');
    const extended = await extendAuthorization(client, authorization, manifest, values);
    expect(extended.hashes).toEqual(values.hashes);
    expect(extended.secret.reveal()).not.toBe(authorization.secret.reveal());
  });

  it.each([
    ['a value that was not declared', 0, [DOCUMENT], ['second']],
    ['more values than were declared', 1, [DOCUMENT, DOCUMENT], ['second', 'third']],
    ['another document', 1, [{ id: 'b' }], ['second']],
    ['no value', 1, [], []],
    ['a value without its document', 1, [], ['second']],
  ])('K30: refuses %s before anything is sent', async (_name, dependents, documents, texts) => {
    const { client, authorization, manifest, sent } = await open(dependents);
    const values = await next(documents, ...texts);
    await expect(extendAuthorization(client, authorization, manifest, values)).rejects.toMatchObject({
      code: 'SIGNER_UNAUTHORIZED',
      outcome: 'not-sent',
    });
    expect(sent('/credentials/extendTransaction')).toHaveLength(0);
  });

  it('does not extend what is about to end', async () => {
    const { client, authorization, manifest, clock, sent } = await open(1);
    clock.set(authorization.notAfter);
    const values = await next([DOCUMENT], 'second');
    await expect(extendAuthorization(client, authorization, manifest, values)).rejects.toThrow(/ended/);
    expect(sent('/credentials/extendTransaction')).toHaveLength(0);
  });
});
