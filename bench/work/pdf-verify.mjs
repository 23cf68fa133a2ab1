/** The full verdict on a sealed PDF without network. */
import { createHash } from 'node:crypto';
import { seal } from '@eseal/core';
import { pades } from '@eseal/formats/pades';
import { createSealer } from '../lib/inputs.mjs';
import { compare, medians } from '../lib/measure.mjs';
import { documentOf } from '../lib/pdf.mjs';
import { createVerifier } from '../lib/verify.mjs';
import { cpuOfJudges } from '../peers/judges.mjs';

export async function measure(id) {
  const large = id.endsWith('50m');
  const { world, signer } = await createSealer('rsa-2048');
  const sealed = await (
    await seal(documentOf(large ? 50_000_000 : 30_000), { signer, format: pades() })
  ).toBytes();
  const figures = medians(
    await compare({
      ours: createVerifier(sealed, world),
      sha256: () => createHash('sha256').update(sealed).digest(),
    }),
  );
  const peers = await cpuOfJudges(sealed, 'pdf', world);
  return { ...figures, ...peers, ...(large && { goal: 1.3 * figures.sha256 }) };
}
