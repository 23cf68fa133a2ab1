/**
 * Validation material for tests: what proves the chains of a good world, without asking anyone.
 *
 * @module
 */
import { equalBytes, type MaterialRequest, type MaterialSource, type ValidationMaterial } from '@eseal/core';
import { certificateId, issueCrl, issueOcspResponse, type World } from '@eseal/testkit';

/** A source that notes what it is asked. */
export interface TestMaterial extends MaterialSource {
  readonly requests: MaterialRequest[];
}

/** The issuing CA and its list, the root's list, and an answer about each subject from the delegated responder. */
export async function createTestMaterial(world: World): Promise<TestMaterial> {
  const requests: MaterialRequest[] = [];
  const lists = await Promise.all(
    [world.root, world.issuingCa].map((issuer) =>
      issueCrl({
        issuer,
        revocations: [],
        thisUpdate: world.now,
        nextUpdate: new Date(world.now.getTime() + 864e5),
        number: 1,
      }),
    ),
  );
  const answers = await Promise.all([world.seal, world.tsa].map((entity) => answerAbout(world, entity)));
  return {
    requests,
    async collect(request) {
      requests.push(request);
      const { certificates, crls, ocspResponses } = request.present;
      return {
        certificates: without([world.issuingCa.certificate, world.ocsp.certificate], certificates),
        crls: without(lists, crls),
        ocspResponses: without(answers, ocspResponses),
      };
    },
  };
}

async function answerAbout(world: World, entity: World['seal']): Promise<Uint8Array> {
  return issueOcspResponse({
    responder: world.ocsp,
    producedAt: world.now,
    answers: [
      {
        certificate: await certificateId(entity),
        status: { kind: 'good' },
        thisUpdate: world.now,
        nextUpdate: undefined,
      },
    ],
    extensions: [],
    certificates: [world.ocsp.certificate],
  });
}

function without(found: readonly Uint8Array[], present: readonly Uint8Array[]): readonly Uint8Array[] {
  return found.filter((one) => !present.some((other) => equalBytes(one, other)));
}

/** All of a material. */
export function piecesOf({ certificates, crls, ocspResponses }: ValidationMaterial): readonly Uint8Array[] {
  return [...certificates, ...crls, ...ocspResponses];
}
