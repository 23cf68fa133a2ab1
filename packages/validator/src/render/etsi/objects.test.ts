import { describe, expect, it } from 'vitest';
import { firstSeal, reportOn, withSeal } from '../../../test/reported.ts';
import { failed } from '../../report/conclusion.ts';
import { element, writeXml } from '../../util/xml.ts';
import { validationObjects } from './objects.ts';

const write = (...reports: Parameters<typeof validationObjects>[0]): string =>
  writeXml(validationObjects(reports) ?? element('none'));

const countOf = (text: string, type: string): number =>
  text.match(new RegExp(`validationObject:${type}<`, 'g'))?.length ?? 0;

describe('validationObjects', () => {
  it('are the document, certificates and tokens, each once', async () => {
    const report = await reportOn();
    const text = write(report, report);
    expect(countOf(text, 'signedData')).toBe(2);
    const certificates = [firstSeal(report), ...firstSeal(report).timestamps].flatMap(
      ({ path }) => path.chain,
    );
    expect(countOf(text, 'certificate')).toBe(new Set(certificates).size);
    expect(countOf(text, 'timestamp')).toBe(1);
  });

  it('say what a token proves, with its own verdict, unless it is bad', async () => {
    const report = await reportOn();
    const { timestamps } = firstSeal(report);
    const good = write(report);
    expect(good).toContain('<POEProvisioning>');
    expect(good).toContain('<SignatureReference>');
    expect(good).toContain('urn:etsi:019102:mainindication:passed');
    const bad = timestamps.map((one) => ({ ...one, conclusion: failed('HASH_FAILURE') }));
    expect(write(withSeal(report, { timestamps: bad }))).not.toContain('<POEProvisioning>');
  });

  it('are none for a document that could not be read', async () => {
    const report = await reportOn();
    const unread = { ...report, seals: [], document: { ...report.document, sha256: null } };
    expect(validationObjects([unread])).toBeUndefined();
  });
});
