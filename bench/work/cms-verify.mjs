/** The full verdict on a CMS of 10 KB with its chain of three, without network. */
import { seal } from '@eseal/core';
import { cades } from '@eseal/formats/cades';
import { createSealer, incompressible } from '../lib/inputs.mjs';
import { compare, medians } from '../lib/measure.mjs';
import { createVerifier } from '../lib/verify.mjs';
import { cpuOfJudges } from '../peers/judges.mjs';
import { createPkijsVerifier } from '../peers/pkijs.mjs';

export async function measure() {
  const { world, signer } = await createSealer('rsa-2048');
  const sealed = await (
    await seal(incompressible(10_000), { signer, format: cades({ packaging: 'attached' }) })
  ).toBytes();
  const figures = await compare({
    ours: createVerifier(sealed, world),
    pkijs: await createPkijsVerifier(sealed, world),
  });
  return { ...medians(figures), ...(await cpuOfJudges(sealed, 'p7m', world)) };
}
