/**
 * Verifies a sealed file as a recipient does: `verify.ts FILE ANCHOR…`. Needs no account and no network.
 */
import { reportOn } from './lib/report-on.ts';

const [file, ...anchors] = process.argv.slice(2);
if (file === undefined || anchors.length === 0) throw new Error('usage: verify.ts FILE ANCHOR…');
console.log(await reportOn(file, anchors));
