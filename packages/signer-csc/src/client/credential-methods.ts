/**
 * Methods about credentials.
 *
 * @see CSC API v1.0.4.0 §11.4, §11.5; v2.0.0.2 §11.6, §11.7
 * @module
 */
import { CscError } from '../errors.ts';
import { readCredential } from '../wire/credential-answer.ts';
import { readCredentialPage } from '../wire/credential-list-answer.ts';
import { credentialBody, listBody } from '../wire/request-bodies.ts';
import type { CscClient } from './client.ts';
import type { Service } from './service.ts';

/** Most pages of a list that are asked for. */
const MOST_PAGES = 100;

/** Longest identifier of a credential. */
const LONGEST_ID = 4096;

/** The methods. */
export function credentialMethods(service: Service): Pick<CscClient, 'listCredentials' | 'credential'> {
  return {
    async listCredentials(userId, options) {
      const writing = await service.writing(options);
      const ids = new Set<string>();
      const tokens = new Set<string>();
      let pageToken: string | undefined;
      do {
        const body = listBody(writing, { userId, pageToken });
        const answer = await service.call({ method: 'credentials/list', body }, options);
        const page = readCredentialPage(answer.body);
        for (const id of page.credentialIds) ids.add(id);
        pageToken = page.nextPageToken;
        // A token that comes again would lead round for ever.
        if (pageToken === undefined || tokens.has(pageToken)) break;
        tokens.add(pageToken);
      } while (tokens.size < MOST_PAGES);
      return [...ids];
    },
    async credential(id, options) {
      assertCredentialId(id);
      const body = credentialBody(await service.writing(options), id);
      const answer = await service.call({ method: 'credentials/info', body }, options);
      return readCredential(id, answer.body);
    },
  };
}

/** Identifiers are the service's own and need not be of ASCII; none has control characters. */
function assertCredentialId(id: string): void {
  if (id !== '' && id.length <= LONGEST_ID && !/\p{Cc}/u.test(id)) return;
  throw new CscError(
    'INVALID_ARGUMENT',
    'the identifier of the credential is empty or has control characters',
    {
      outcome: 'not-sent',
    },
  );
}
