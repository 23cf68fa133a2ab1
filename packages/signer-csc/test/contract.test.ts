/** What every Signer must do, for keys of every kind at a service of both versions. */
import { type CredentialDefinition, type KeyKind, testSigner } from '@eseal/testkit';
import { describe, expect, it } from 'vitest';
import { askForFactors } from '../src/key-authorization/ask-for-factors.ts';
import { createCscSigner } from '../src/signer/create-csc-signer.ts';
import { DIALECTS, openRemote } from './remote.ts';

const KINDS: readonly KeyKind[] = ['rsa-2048', 'rsa-pss-2048', 'p256', 'p384', 'p521'];

describe.each(DIALECTS)('version %s', (dialect) => {
  describe.each(KINDS)('a %s key', (key) => {
    const credential: CredentialDefinition = {
      id: 'seal',
      user: 'keiri',
      authorization: { mode: 'explicit', factors: [{ kind: 'pin', id: 'PIN', testValue: '482915' }] },
      key,
      multisign: 8,
    };
    testSigner(
      async () => {
        const { client } = await openRemote(dialect, { service: { credentials: [credential] } });
        return createCscSigner({ client, authorizer: askForFactors(() => '482915') });
      },
      { describe, expect, it },
    );
  });
});
