/**
 * Seals that other programs make with the testkit's keys.
 *
 * @module
 */
import { type AlgorithmCase, algorithmCases, algorithmNamed } from '../lib/algorithms.ts';
import type { ForeignPackaging, ForeignRequest } from './makers.ts';

/** A seal of another program. */
export type ForeignCase = Pick<ForeignRequest, 'packaging' | 'adesLevel' | 'algorithm'>;

const detached: ForeignPackaging = { format: 'CAdES', name: 'detached', detached: true };
const attached: ForeignPackaging = { format: 'CAdES', name: 'attached', detached: false };
const xades = (name: string, detached = false): ForeignPackaging => ({ format: 'XAdES', name, detached });
const enveloped = xades('enveloped');

const approval: ForeignPackaging = { format: 'PAdES', name: 'approval', detached: false };

const certified = ([1, 2, 3] as const).map(
  (certify): ForeignPackaging => ({ ...approval, name: `certified ${certify}`, certify }),
);

const known = (...unknown: readonly string[]): readonly AlgorithmCase[] =>
  algorithmCases.filter(({ name }) => !unknown.includes(name));

const levels = ['B-B', 'B-T'] as const;
const longTerm = ['B-LT', 'B-LTA'] as const;
const usual = [algorithmNamed('RSA-2048'), algorithmNamed('P-384')];

/** What DSS seals: its providers have no SHAKE256 for Ed448, and no name for RSA with SHA-3 in XML. */
export const dssCases: readonly ForeignCase[] = [
  ...combine([detached, attached, approval], known('Ed448'), levels),
  ...combine(
    [enveloped, xades('enveloping'), xades('detached', true)],
    known('Ed448', 'RSA SHA3-256'),
    levels,
  ),
  ...combine([detached, attached, approval, enveloped, xades('detached', true)], usual, longTerm),
];

/** What xmlsec1 1.2 signs: it knows neither PSS nor EdDSA nor SHA-3. It makes XMLDSig, no level of XAdES. */
export const xmlsec1Cases: readonly ForeignCase[] = combine(
  [enveloped],
  known('RSA-PSS', 'RSA-PSS SHA-512', 'Ed25519', 'Ed448', 'RSA SHA3-256', 'P-256 SHA3-256'),
  ['B-B'],
);

/** What pyHanko seals; its library has no name for RSA with SHA-3, and its timestamps none for SHAKE256. */
export const pyHankoCases: readonly ForeignCase[] = [
  ...combine([approval], known('RSA SHA3-256', 'Ed448'), levels),
  ...combine([approval], [algorithmNamed('Ed448')], ['B-B']),
  ...combine(certified, [algorithmNamed('RSA-2048')], levels),
  ...combine([approval], usual, longTerm),
];

/** What OpenSSL 3.0 seals: it has neither EdDSA in CMS nor a name for ECDSA with SHA-3. */
export const opensslCases: readonly ForeignCase[] = combine(
  [detached, attached],
  known('Ed25519', 'Ed448', 'P-256 SHA3-256'),
  ['B-B'],
);

function combine(
  packagings: readonly ForeignPackaging[],
  algorithms: readonly AlgorithmCase[],
  adesLevels: readonly ForeignCase['adesLevel'][],
): readonly ForeignCase[] {
  return packagings.flatMap((packaging) =>
    algorithms.flatMap((algorithm) => adesLevels.map((adesLevel) => ({ packaging, adesLevel, algorithm }))),
  );
}
