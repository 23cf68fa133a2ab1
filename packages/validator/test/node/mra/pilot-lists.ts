/**
 * The pilot of the European Commission for mutual recognition, as its files in the corpus are opened: a list of lists that
 * points to the list of a country that does not exist.
 *
 * @module
 */
import type { Transport } from '@eseal/core/http';
import type { Certificate } from '@eseal/core/x509';
import { openTrustedLists, type TrustedLists } from '../../../src/lists/open.ts';
import { EU_SCHEME } from '../../../src/lists/schemes/eu.ts';
import type { TrustedListScheme } from '../../../src/trust/scheme.ts';

const ZZ = 'http://zz-trusted-list.go.zz/TrstSvc';

/** Terms of the country that does not exist; its list is announced under another name for it. */
const ZZ_SCHEME: TrustedListScheme = {
  ...EU_SCHEME,
  id: 'zz',
  territories: ['XX', 'ZZ'],
  listTypes: ['http://uri.etsi.org/TrstSvc/TrustedList/TSLType/ZZlist'],
  listOfListsTypes: [],
  services: { [`${ZZ}/Svctype/CA/QC/for-eSig`]: { purpose: 'certificates', accredited: true } },
  statuses: {
    [`${ZZ}/TrustedList/Svcstatus/granted`]: 'in-force',
    [`${ZZ}/TrustedList/Svcstatus/withdrawn`]: 'ended',
  },
  kinds: {},
};

/** What is opened. */
export interface PilotFiles {
  readonly listOfLists: Uint8Array;
  readonly signers: readonly Certificate[];
  /** Lists by their addresses; others cannot be had. */
  readonly lists: ReadonlyMap<string, Uint8Array>;
}

/** Opens the lists as of a time. */
export function openPilotLists({ listOfLists, signers, lists }: PilotFiles, at: Date): Promise<TrustedLists> {
  const transport: Transport = async ({ url }) => {
    const body = lists.get(url);
    const found = { url, headers: {}, body: body ?? new Uint8Array() };
    return { ...found, status: body === undefined ? 404 : 200 };
  };
  return openTrustedLists({
    lists: [{ list: listOfLists, location: 'https://lists.example/lotl.xml', signers }],
    schemes: [EU_SCHEME, ZZ_SCHEME],
    territories: ['XX'],
    at,
    now: () => at,
    transport,
  });
}
