/** Gzip size of what a page loads first: a bundle by Rollup, and beside it one by esbuild. */
import { bundleByEsbuild, bundleByRollup, sizeOfFirstLoad } from '../lib/bundles.mjs';

const SEAL = `export { seal } from '@eseal/core';
  export { cades } from '@eseal/formats/cades';
  export { createWebCryptoSigner } from '@eseal/signer-webcrypto';`;

const PROGRAMS = {
  'bundle-cades': SEAL,
  'bundle-all': `${SEAL}
    export { pades } from '@eseal/formats/pades';
    export { xades } from '@eseal/formats/xades';`,
  'bundle-verify': `export { validate } from '@eseal/validator';`,
};

export async function measure(id) {
  const program = PROGRAMS[id];
  return {
    ours: sizeOfFirstLoad(await bundleByRollup(program)),
    'by esbuild': sizeOfFirstLoad(await bundleByEsbuild(program)),
  };
}
