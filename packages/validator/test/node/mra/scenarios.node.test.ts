/**
 * Mutual recognition held against the scenarios of the corpus: lists are edited as XML, read, and asked about a real
 * certificate.
 *
 * @module
 */
import { parseCertificate } from '@eseal/core/x509';
import { describe, expect, it } from 'vitest';
import { determineEuSeal } from '../../../src/determination/eu/determine-seal.ts';
import { equivalentStates } from '../../../src/determination/recognition/recognize.ts';
import { parseTrustedList } from '../../../src/lists/parse/parse-list.ts';
import type { ListedService } from '../../../src/trust/listed-service.ts';
import type { RecognitionAgreement } from '../../../src/trust/recognition.ts';
import { identifies } from '../../../src/trust/service-at.ts';
import { sealUnder, serviceOf } from '../../determining-eu.ts';
import { withEdits, withServiceIdentity } from './edit-lists.ts';
import { QUALIFICATIONS, readBase, readScenarios, type Scenario } from './scenario.ts';
import { createSigner } from './signer.ts';

const NOW = new Date('2026-11-01T00:00:00Z');

const { baseTl, scenarios } = readScenarios();
const pki = createSigner(NOW);

/** The list of the third country with the agreement that the edited list of lists states for it. */
async function serviceUnder({ baseLotl, edits }: Scenario): Promise<ListedService> {
  const lotl = parseTrustedList(encoded(withEdits(readBase(baseLotl), edits, NOW)));
  const agreement = lotl.pointers.at(-1)?.agreement;
  if (agreement === undefined) throw new Error('the last pointer has no agreement');
  const agreements: readonly RecognitionAgreement[] = [{ ...agreement, recognizedBy: 'EU', rules: 'eu' }];
  const root = (await pki).entity('root').certificate;
  const list = parseTrustedList(encoded(withServiceIdentity(readBase(baseTl), root)));
  const [provider] = list.providers;
  const [service] = provider?.services ?? [];
  if (provider === undefined || service === undefined) throw new Error('the list has no service');
  return serviceOf(service.states, {
    provider: provider.names,
    identities: service.identities,
    agreements,
    list: { territory: 'ZZ', nextUpdate: list.scheme.nextUpdate },
  });
}

function encoded(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

describe.skipIf(scenarios.length === 0)('mutual recognition', () => {
  it.each(scenarios)('follows the scenario $id', async (scenario) => {
    const { expect: wanted } = scenario;
    const service = await serviceUnder(scenario);
    const certificates = ['signer', 'ca', 'root'].map(async (name) =>
      parseCertificate((await pki).entity(name).certificate),
    );
    const [signer, , root] = await Promise.all(certificates);
    if (signer === undefined || root === undefined) throw new Error('the PKI has a signer and a root');
    expect(service.identities.some((identity) => identifies(identity, root))).toBe(true);

    const states = equivalentStates(service, 'eu').filter(
      ({ state }) => state.until === undefined || state.until > signer.notBefore,
    );
    const enacted = states.filter(({ equivalence }) => equivalence.status === 'enacted');
    expect(enacted.length > 0).toBe(wanted.enactedMraFound);
    if (wanted.allServicesEnactedMra !== undefined) {
      expect(states.length > 0 && enacted.length === states.length).toBe(wanted.allServicesEnactedMra);
    }
    if (wanted.trustServices !== undefined) {
      expect([states.length, enacted.length, states.length - enacted.length]).toEqual([
        wanted.trustServices,
        wanted.enacted,
        wanted.repealed,
      ]);
    }

    const result = determineEuSeal({
      ...sealUnder(signer, [], { bestSignatureTime: NOW, validationTime: NOW }),
      services: [{ service, depth: 2 }],
    });
    expect(result.qualification).toBe(QUALIFICATIONS[wanted.qualification]);
    expect(result.recognition?.legalIdentifier ?? null).toBe(wanted.mraName);
  });
});
