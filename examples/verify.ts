/**
 * Verifies a sealed file as a recipient does: `verify.ts FILE ANCHOR…`. Needs no account and no network.
 */
import { toText } from '@eseal/validator';
import { validateFile } from './lib/validate-file.ts';

const [file, ...anchors] = process.argv.slice(2);
if (file === undefined || anchors.length === 0) throw new Error('usage: verify.ts FILE ANCHOR…');
const report = await validateFile(file, anchors);
console.log(toText(report, { language: process.env.LANG?.startsWith('ja') ? 'ja' : 'en' }));
if (report.conclusion.indication !== 'TOTAL-PASSED') process.exitCode = 1;
