/**
 * The readers of key files of `@eseal/signer-webcrypto`.
 *
 * @module
 */
import { parseCertificates } from '../../packages/core/src/x509/index.ts';
import { createPkcs8Signer, createPkcs12Signer } from '../../packages/signer-webcrypto/src/index.ts';
import { toPem } from '../../packages/testkit/src/index.ts';
import { madeCertificates, madeKeyFiles, PASSWORD, world } from '../made.ts';
import { BYTE_MUTATORS } from '../mutators/bytes.ts';
import { DER_MUTATORS } from '../mutators/der.ts';
import { latin1 } from '../mutators/mutator.ts';
import { insertingWords } from '../mutators/text.ts';
import type { Target } from './target.ts';

const PEM_WORDS = [
  '-----BEGIN ',
  '-----END ',
  '-----',
  'CERTIFICATE',
  'PRIVATE KEY',
  '=',
  '\n',
  'ENCRYPTED ',
];

const mutators = [...DER_MUTATORS, ...BYTE_MUTATORS, insertingWords(PEM_WORDS.map(latin1))];

const password = (): string => PASSWORD;

/** Fuzzed parts of `@eseal/signer-webcrypto`. */
export const SIGNER_TARGETS: readonly Target[] = [
  {
    name: 'pkcs8',
    seeds: madeKeyFiles,
    mutators,
    run: async (input) =>
      createPkcs8Signer({ privateKey: input, password, certificates: (await world()).chain }),
  },
  {
    name: 'pkcs12',
    seeds: async () => (await madeKeyFiles()).slice(-1),
    mutators,
    run: (input) => createPkcs12Signer({ pkcs12: input, password }),
  },
  {
    name: 'pem',
    seeds: async () => [new TextEncoder().encode(toPem('CERTIFICATE', ...(await madeCertificates())))],
    mutators,
    run: async (input) => parseCertificates(input),
  },
];
