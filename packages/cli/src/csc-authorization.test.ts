import { type AuthorizationManifest, createCscClient, JP_MIC_LEVEL2, mutualTls } from '@eseal/signer-csc';
import { expect, it } from 'vitest';
import { openAuthorizer } from './csc-authorization.ts';
import { captureIo } from './test-bench.ts';

it('asks for factors without what a terminal would obey, whatever the service calls them', async () => {
  const asked: string[] = [];
  const io = {
    ...captureIo(),
    prompt: async (message: string): Promise<string> => {
      asked.push(message);
      throw new Error('seen');
    },
  };
  const authorizer = await openAuthorizer({ kind: 'factors' }, io);
  const evil = '\u001b[2J\u202e';
  const factor = {
    id: 'PIN',
    kind: 'password',
    presence: 'required',
    format: 'text',
    delivery: 'known',
  } as const;
  const words = { label: `PIN${evil}`, description: undefined };
  const manifest: AuthorizationManifest = {
    digestAlgorithm: 'SHA-256',
    hashes: [new Uint8Array(32)],
    items: [{ document: { id: `invoice${evil}` } }],
    dependents: 0,
    digest: 'ab'.repeat(32),
  };
  const credential = {
    id: `seal${evil}`,
    description: undefined,
    signatureQualifier: undefined,
    key: { isEnabled: true, algorithms: [], length: undefined, curve: undefined },
    certificateStatus: undefined,
    certificates: [],
    authorization: { mode: 'explicit', factors: [{ ...factor, ...words }], expression: undefined },
    soleControlLevel: 2,
    maxSignatures: 1,
  } as const;
  const client = createCscClient({ baseUrl: 'https://rssp.test/csc/v2', authentication: mutualTls() });
  const approving = authorizer.authorize({ client, credential, manifest, policy: JP_MIC_LEVEL2 });
  await expect(approving).rejects.toThrow('seen');
  expect(asked).toHaveLength(1);
  expect(asked.join()).not.toMatch(/[\p{Cc}\p{Cf}]/u);
});
