/**
 * Programs that seal with the testkit's keys.
 *
 * @module
 */
import type { AdesLevel } from '@eseal/core';
import { signatureRow } from '@eseal/core/crypto';
import type { Dss } from '../judges/dss.ts';
import type { PyHanko } from '../judges/pyhanko.ts';
import { runProgram } from '../judges/run-program.ts';
import { requireJudge } from '../judges.ts';
import type { AlgorithmCase } from '../lib/algorithms.ts';
import type { ServedWorld } from '../lib/served-world.ts';

/** A way in which another program seals. */
export interface ForeignPackaging {
  readonly format: 'CAdES' | 'PAdES';
  readonly name: string;
  /** The seal stands beside the document. */
  readonly detached: boolean;
  /** Certifies with this permission. */
  readonly certify?: 1 | 2 | 3;
}

/** What is to be sealed, and where. */
export interface ForeignRequest {
  readonly packaging: ForeignPackaging;
  readonly adesLevel: Extract<AdesLevel, 'B-B' | 'B-T'>;
  readonly algorithm: AlgorithmCase;
  readonly served: ServedWorld;
  readonly file: string;
  readonly out: string;
}

/** Seals a file. */
export type Maker = (request: ForeignRequest) => Promise<void>;

/** DSS as a maker. */
export function makeWithDss(dss: Dss): Maker {
  return ({ packaging, adesLevel, algorithm, served, file, out }) =>
    dss.seal({
      format: packaging.format,
      level: adesLevel === 'B-T' ? 'T' : 'B',
      packaging: dssPackaging(packaging),
      digest: digestOf(algorithm).replace('SHA-', 'SHA'),
      pss: signatureRow(algorithm.algorithm).scheme === 'rsa-pss',
      p12: served.p12,
      password: served.password,
      tsa: served.tsa,
      file,
      out,
    });
}

function dssPackaging({ format, detached }: ForeignPackaging): 'ENVELOPED' | 'DETACHED' | 'ENVELOPING' {
  if (format === 'PAdES') return 'ENVELOPED';
  return detached ? 'DETACHED' : 'ENVELOPING';
}

/** pyHanko as a maker, of PAdES. */
export function makeWithPyHanko(pyHanko: PyHanko): Maker {
  return ({ packaging, adesLevel, algorithm, served, file, out }) =>
    pyHanko.seal({
      level: adesLevel,
      digest: digestOf(algorithm).replace('SHA-', 'sha').replace('SHA3-', 'sha3_'),
      p12: served.p12,
      password: served.password,
      tsa: served.tsa,
      ...(packaging.certify === undefined ? {} : { certify: packaging.certify }),
      file,
      out,
    });
}

/** `openssl cms -sign -cades`, at B-B. */
export const makeWithOpenssl: Maker = async ({ packaging, algorithm, served, file, out }) => {
  const { pem } = served;
  const { status, errors } = await runProgram(requireJudge('openssl'), [
    ...['cms', '-sign', '-cades', '-binary', '-nosmimecap', '-outform', 'DER', '-in', file, '-out', out],
    ...['-signer', pem.certificate, '-inkey', pem.key, '-certfile', pem.issuers],
    ...['-md', digestOf(algorithm).replace('SHA-', 'sha').replace('SHA3-', 'sha3-')],
    ...(packaging.detached ? [] : ['-nodetach']),
    ...(signatureRow(algorithm.algorithm).scheme === 'rsa-pss'
      ? ['-keyopt', 'rsa_padding_mode:pss', '-keyopt', 'rsa_pss_saltlen:digest']
      : []),
  ]);
  if (status !== 0) throw new Error(`openssl did not seal: ${errors}`);
};

function digestOf({ algorithm }: AlgorithmCase): string {
  return signatureRow(algorithm).digest;
}
