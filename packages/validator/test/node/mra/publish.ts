/**
 * Publishes the edited lists of a scenario under a key of the tests, and seals as the signer of the scenarios.
 *
 * @module
 */
import { seal } from '@eseal/core';
import { parseCertificate } from '@eseal/core/x509';
import { xades } from '@eseal/formats/xades';
import { createMockSigner, type Pki } from '@eseal/testkit';
import { withAnnouncedSigner, withEdits, withoutSignature, withServiceIdentity } from './edit-lists.ts';
import type { PilotFiles } from './pilot-lists.ts';
import { readBase, type Scenario } from './scenario.ts';

/** Where the last pointer of the base lists leads. */
const LOCATION = 'https://esignature.ec.europa.eu/efda/intl-pilot/api/v1/intl-pilot/tl/mra_tl_zz.xml';

/** The lists of a scenario, signed. */
export async function publishLists(
  { baseLotl, edits }: Scenario,
  baseTl: string,
  pki: Pki,
  now: Date,
): Promise<PilotFiles> {
  const announced = pki.entity('list-signer').certificate;
  const listOfLists = withAnnouncedSigner(withEdits(readBase(baseLotl), edits, now), announced);
  const list = withServiceIdentity(readBase(baseTl), pki.entity('root').certificate);
  return {
    listOfLists: await signed(withoutSignature(listOfLists), 'list-signer', pki, now),
    signers: [parseCertificate(announced)],
    lists: new Map([[LOCATION, await signed(withoutSignature(list), 'list-signer', pki, now)]]),
  };
}

/** A document sealed by the signer of the scenarios. */
export function sealDocument(pki: Pki, now: Date): Promise<Uint8Array> {
  return signed('<invoice>1</invoice>', 'signer', pki, now);
}

async function signed(xml: string, name: string, pki: Pki, now: Date): Promise<Uint8Array> {
  const sealed = await seal(new TextEncoder().encode(xml), {
    signer: createMockSigner(pki.entity(name)),
    format: xades({ coverEarlierSeals: true }),
    signingTime: now,
    now: () => now,
  });
  return sealed.toBytes();
}
