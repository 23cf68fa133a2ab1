/**
 * Seals with keys that a provider holds, over the CSC API.
 *
 * @module
 */
import { askForFactors, clientCredentials, createCscClient, createCscSigner } from '@eseal/signer-csc';
import { createRssp, type KeyKind, SAMPLE_CLIENTS, systemClock } from '@eseal/testkit';
import { type AlgorithmCase, algorithmNamed } from '../lib/algorithms.ts';
import { type SealingWorld, sealingWorldOf } from '../lib/sealing-world.ts';
import type { Workbench } from '../lib/workbench.ts';

/** A kind of key at the provider, and the version of the API that it is asked over. */
interface RemoteKey {
  readonly algorithm: AlgorithmCase;
  readonly key: KeyKind;
  readonly version: 'v1' | 'v2';
}

/** Every kind that the provider has; each version with RSA and with a curve. */
const REMOTE_KEYS: readonly RemoteKey[] = [
  { algorithm: algorithmNamed('RSA-2048'), key: 'rsa-2048', version: 'v1' },
  { algorithm: algorithmNamed('RSA-PSS'), key: 'rsa-2048', version: 'v2' },
  { algorithm: algorithmNamed('P-256'), key: 'p256', version: 'v2' },
  { algorithm: algorithmNamed('P-384'), key: 'p384', version: 'v1' },
  { algorithm: algorithmNamed('P-521'), key: 'p521', version: 'v2' },
];

/** Their algorithms. */
export const remoteAlgorithms: readonly AlgorithmCase[] = REMOTE_KEYS.map(({ algorithm }) => algorithm);

const PIN = '482915';

/** A provider with a key for the algorithm, in this process, and the Signer over it. */
export async function openRemoteWorld(algorithm: AlgorithmCase, bench: Workbench): Promise<SealingWorld> {
  const remote = REMOTE_KEYS.find((one) => one.algorithm === algorithm);
  if (remote === undefined) throw new TypeError(`the provider has no key for ${algorithm.name}`);
  const rssp = await createRssp({
    now: systemClock,
    credentials: [
      {
        id: 'seal',
        user: 'keiri',
        key: remote.key,
        authorization: { mode: 'explicit', factors: [{ kind: 'pin', id: 'PIN', testValue: PIN }] },
        scal: 2,
      },
    ],
  });
  const [application] = SAMPLE_CLIENTS;
  if (application === undefined) throw new TypeError('the provider knows no application');
  const client = createCscClient({
    baseUrl: rssp.urls[remote.version],
    authentication: clientCredentials({
      clientId: application.id,
      clientSecret: () => application.testSecret,
    }),
    transport: rssp.transport,
  });
  const signer = await createCscSigner({ client, authorizer: askForFactors(() => PIN) });
  return sealingWorldOf(rssp.world, signer, bench, `remote-${algorithm.name}`);
}
