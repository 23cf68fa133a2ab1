/**
 * Validation material for tests: what proves each subject of a good world, and no more.
 *
 * @module
 */
import { equalBytes, type MaterialRequest, type MaterialSource } from '@eseal/core';
import { certificateId, issueCrl, issueOcspResponse, type World } from '@eseal/testkit';

/** A source that notes what it is asked. */
export interface TestMaterial extends MaterialSource {
  readonly requests: MaterialRequest[];
}

/** An OCSP response about each subject of either role, the list of the root about the CA, and the certificates of both. */
export async function createTestMaterial(world: World): Promise<TestMaterial> {
  const { issuingCa, ocsp, root, seal, tsa } = world;
  const requests: MaterialRequest[] = [];
  const chain = [issuingCa.certificate, ocsp.certificate];
  const about = { seal: await answerAbout(world, seal), timestamp: await answerAbout(world, tsa) };
  const list = await issueCrl({
    issuer: root,
    revocations: [],
    thisUpdate: world.now,
    nextUpdate: new Date(world.now.getTime() + 864e5),
    number: 1,
  });
  return {
    requests,
    async collect(request) {
      requests.push(request);
      const { present, subjects } = request;
      const roles = [...new Set(subjects.map(({ role }) => role))];
      return {
        certificates: without(chain, present.certificates),
        crls: without([list], present.crls),
        ocspResponses: without(
          roles.map((role) => about[role]),
          present.ocspResponses,
        ),
      };
    },
  };
}

async function answerAbout(world: World, entity: World['seal']): Promise<Uint8Array> {
  const answer = {
    certificate: await certificateId(entity),
    status: { kind: 'good' },
    thisUpdate: world.now,
    nextUpdate: undefined,
  } as const;
  return issueOcspResponse({
    responder: world.ocsp,
    producedAt: world.now,
    answers: [answer],
    extensions: [],
    certificates: [],
  });
}

function without(found: readonly Uint8Array[], present: readonly Uint8Array[]): readonly Uint8Array[] {
  return found.filter((one) => !present.some((other) => equalBytes(one, other)));
}
