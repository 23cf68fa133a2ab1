/** What `returnValidationInfo` asks for: certificates and lists of revoked ones (CSC API v2.0.0.2 §11.13, `validationInfo`). */
import { equalBytes, toBase64 } from '@eseal/core';
import { addressesOf } from '../../../pki/define.ts';
import type { RsspContext } from '../context.ts';
import type { RsspCredential } from '../model.ts';

/** The chain with its root, and the list of each of its issuers. */
export async function validationInfo(
  { world }: RsspContext,
  { certificates, root }: RsspCredential,
): Promise<Readonly<Record<string, readonly string[]>>> {
  const chain = root === undefined ? certificates : [...certificates, root];
  const { baseUrl, entities } = world.pki;
  const issuers = entities.filter(({ certificate }) =>
    chain.slice(1).some((each) => equalBytes(each, certificate)),
  );
  const lists = await Promise.all(
    issuers.map(async ({ name }) => {
      const url = addressesOf(baseUrl, name).crl;
      return (await world.handler({ method: 'GET', url, headers: {} })).body;
    }),
  );
  return { ocsp: [], crl: lists.map(toBase64), certificates: chain.map(toBase64) };
}
