import { describe, expect, it } from 'vitest';
import { readCredentialPage } from './credential-list-answer.ts';

describe('a list of credentials', () => {
  it('may be empty, one page of several, or one text', () => {
    expect(readCredentialPage({ credentialIDs: [] })).toEqual({
      credentialIds: [],
      nextPageToken: undefined,
    });
    expect(readCredentialPage({ credentialIDs: ['シール', 'b'], nextPageToken: 'p' })).toEqual({
      credentialIds: ['シール', 'b'],
      nextPageToken: 'p',
    });
    expect(readCredentialPage({ credentialIDs: 'a', nextPageToken: '' })).toEqual({
      credentialIds: ['a'],
      nextPageToken: undefined,
    });
    expect(readCredentialPage({ credentialIds: ['a'] }).credentialIds).toEqual(['a']);
  });

  it.each([
    {},
    { credentialIDs: [7] },
    { credentialIDs: [''] },
    { credentialIDs: { a: 1 } },
    { credentialIDs: ['a'], nextPageToken: 7 },
  ])('is not %j', (body) => {
    expect(() => readCredentialPage(body)).toThrow(expect.objectContaining({ code: 'CSC_ANSWER_INVALID' }));
  });
});
