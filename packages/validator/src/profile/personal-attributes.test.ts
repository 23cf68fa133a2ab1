import { describe, expect, it } from 'vitest';
import { SUBJECT, sealCertificate } from '../../test/seal-certificate.ts';
import { personalAttributes } from './personal-attributes.ts';

async function attributesOf(...further: readonly (typeof SUBJECT)[number][]) {
  const { certificate } = await sealCertificate({ subject: [...SUBJECT, ...further] });
  return personalAttributes(certificate);
}

describe('personalAttributes', () => {
  it('finds none in the subject of an organisation', async () => {
    expect(await attributesOf()).toEqual([]);
  });

  it('names those of a person', async () => {
    expect(await attributesOf({ surname: '鈴木' }, { givenName: '一郎' })).toEqual(['givenName', 'surname']);
  });
});
