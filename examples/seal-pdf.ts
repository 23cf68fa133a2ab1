/**
 * Seals an invoice with a visible seal, for verification in many years (PAdES B-LTA), and verifies it: `npm start`.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { seal } from '@eseal/core';
import { createVisibleSeal, pades } from '@eseal/formats/pades';
import { openOrganisation } from './lib/organisation.ts';
import { outputDirectory } from './lib/output.ts';
import { summarize } from './lib/summary.ts';
import { validateFile } from './lib/validate-file.ts';

const asset = (name: string) => readFile(new URL(`assets/${name}`, import.meta.url));
const fontFile = createRequire(import.meta.url).resolve(
  '@expo-google-fonts/noto-sans-jp/500Medium/NotoSansJP_500Medium.ttf',
);

const directory = await outputDirectory();
await using organisation = await openOrganisation(directory);

// The company's seal stands over the end of its name, as on paper; the words beside it say where to look, not that all
// is well: only whoever verifies can say that.
const appearance = createVisibleSeal({
  width: 37,
  height: 14,
  image: { bytes: await asset('seal.png'), x: 0, y: 0, width: 14, height: 14 },
  text: {
    lines: ['この請求書には', 'eシールがあります'],
    font: await readFile(fontFile),
    size: 6,
    color: '#5a6068',
    x: 16,
    verticalAlign: 'middle',
  },
});

const sealed = await seal(await asset('invoice.pdf'), {
  signer: organisation.signer,
  format: pades({ appearance, place: { page: 1, x: 155, y: 46.2 }, location: '東京都' }),
  adesLevel: 'B-LTA',
  timestamps: organisation.timestamps,
  material: organisation.material,
});

const file = join(directory, 'invoice-sealed.pdf');
await writeFile(file, sealed.toStream());

const report = await validateFile(file, organisation.anchors);
console.log(`\nAn invoice was sealed (PAdES B-LTA) and verified:\n\n${summarize(report)}\n`);
console.log(`The sealed invoice:  ${file}`);
console.log(
  `The whole report:    node --import tsx examples/verify.ts ${file} ${organisation.anchors.join(' ')}\n`,
);
if (report.conclusion.indication !== 'TOTAL-PASSED') process.exitCode = 1;
