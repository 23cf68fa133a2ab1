import { concatBytes, utf8 } from '@eseal/core';
import { element, encode, OID, objectIdentifier, octetString, sequence } from '@eseal/core/asn1';
import { parseSignedData, spliceSignedData } from '@eseal/core/cms';
import { truncate } from '@eseal/testkit';
import { describe, expect, it } from 'vitest';
import { extractContent } from './extract-content.ts';
import { createTestSealer } from './test-seals.ts';

const DOCUMENT = utf8('見積書');

describe('the content of an attached seal', () => {
  it('is what was sealed, in pieces as well', async () => {
    const sealer = await createTestSealer();
    const sealed = await sealer.sealed(DOCUMENT, { packaging: 'attached' });
    expect(await extractContent(sealed)).toEqual(DOCUMENT);
    expect(await extractContent(concatBytes([sealed, utf8('\n')]))).toEqual(DOCUMENT);
    const pieces = element(0x24, [octetString(DOCUMENT.slice(0, 4)), octetString(DOCUMENT.slice(4))]);
    const encapContentInfo = sequence([objectIdentifier(OID.data), element(0xa0, [pieces])]);
    const streamed = encode(spliceSignedData(parseSignedData(sealed), { encapContentInfo }));
    expect(await extractContent(streamed)).toEqual(DOCUMENT);
  });

  it('is not in a detached one, nor in other files', async () => {
    const sealed = await (await createTestSealer()).sealed(DOCUMENT);
    await expect(extractContent(sealed)).rejects.toMatchObject({ code: 'SEAL_CONTENT_MISSING' });
    await expect(extractContent(truncate(sealed))).rejects.toMatchObject({ code: 'CMS_UNREADABLE' });
  });
});
