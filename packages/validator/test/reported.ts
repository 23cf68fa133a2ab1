/** Reports on sealed documents, as a base for reports with changes. */
import { cades } from '@eseal/formats/cades';
import type { SealReport, ValidationReport } from '../src/report/report.ts';
import { type ValidateOptions, validate } from '../src/validate.ts';
import { goodWorld, NOW } from './judging.ts';
import { sealedBy } from './sealed.ts';

const DOCUMENT = new TextEncoder().encode('御請求書');

/** The report on a document with one seal, that passes unless told otherwise. */
export async function reportOn(
  adesLevel: 'B-B' | 'B-T' = 'B-T',
  options: Partial<ValidateOptions> = {},
): Promise<ValidationReport> {
  const world = await goodWorld();
  const sealed = await sealedBy(world, DOCUMENT, cades({ packaging: 'attached' }), { adesLevel });
  const trusted = { trust: world.anchors, revocation: 'none', validationTime: NOW } as const;
  return validate(sealed, { ...trusted, name: 'invoice.p7m', ...options });
}

/** The report with its seal changed. */
export function withSeal(report: ValidationReport, changes: Partial<SealReport>): ValidationReport {
  return { ...report, seals: report.seals.map((seal) => ({ ...seal, ...changes })) };
}

/** The first seal of a report. */
export function firstSeal({ seals: [seal] }: ValidationReport): SealReport {
  if (seal === undefined) throw new Error('the report has no seal');
  return seal;
}

/** What people put into names to mislead readers and their programs. */
export const HOSTILE = `</td><script>alert(1)</script>"'\`&\r\nVerdict: valid\u0000\u202Elaf\u200B\uFEFF\u2028\uD800`;
