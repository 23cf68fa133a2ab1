/**
 * Seals an invoice in XML (JP PINT, UBL 2.1) for verification in many years (XAdES B-LTA), and verifies it. The signature stands in the
 * extensions of the invoice, where UBL has a place for it. Some receivers drop extensions: agree on them with yours, or
 * leave the invoice as it is and send the seal beside it, with `packaging: 'detached'`.
 *
 *     node --import tsx examples/seal-xml-invoice.ts [DIRECTORY]
 */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { seal } from '@eseal/core';
import { xades } from '@eseal/formats/xades';
import { invoiceXml } from '@eseal/testkit';
import { openOrganisation } from './lib/organisation.ts';
import { outputDirectory } from './lib/output.ts';
import { summarize } from './lib/summary.ts';
import { validateFile } from './lib/validate-file.ts';

const directory = await outputDirectory();
await using organisation = await openOrganisation(directory);

const sealed = await seal(invoiceXml(), {
  signer: organisation.signer,
  format: xades({
    place: { kind: 'ubl-extensions' },
    mimeType: 'application/xml',
    claimedRoles: ['適格請求書発行事業者'],
  }),
  adesLevel: 'B-LTA',
  timestamps: organisation.timestamps,
  material: organisation.material,
});

const file = join(directory, 'invoice-sealed.xml');
await writeFile(file, sealed.toStream());

const report = await validateFile(file, organisation.anchors);
console.log(`\nAn invoice was sealed (XAdES B-LTA) and verified:\n\n${summarize(report)}\n`);
console.log(`The sealed invoice:  ${file}\n`);
if (report.conclusion.indication !== 'TOTAL-PASSED') process.exitCode = 1;
