/**
 * By what the signatures of lists are judged unless the caller says otherwise.
 *
 * @module
 */
import { type CryptoSuite, JP_CRYPTREC_LS0003_2022R1, TS_119_312 } from '../../policy/crypto-suites.ts';
import type { ValidationPolicy } from '../../policy/policy.ts';
import { policyOf } from '../../policy/presets.ts';

const KNOWN = new Set(TS_119_312.rows.map(({ algorithm }) => algorithm));

/** Lists of Europe and of Japan: what the European suite has no row for, as EdDSA, is judged by the Japanese one. */
const SUITE: CryptoSuite = {
  ...TS_119_312,
  id: 'trusted-lists',
  citation: `${TS_119_312.citation}; ${JP_CRYPTREC_LS0003_2022R1.citation}`,
  rows: [
    ...TS_119_312.rows,
    ...JP_CRYPTREC_LS0003_2022R1.rows.filter(({ algorithm }) => !KNOWN.has(algorithm)),
  ],
};

/** As `compat`, with algorithms of both regions. */
export const LIST_POLICY: ValidationPolicy = { ...policyOf('compat'), id: 'trusted-lists', suite: SUITE };
