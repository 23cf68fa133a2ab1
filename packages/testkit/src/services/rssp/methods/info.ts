/**
 * `info`: what the service says of itself (CSC API v1.0.4.0 §11.1, v2.0.0.2 §11.1).
 *
 * @module
 */
import type { RsspContext } from '../context.ts';
import { EXTENSION_ID } from '../japan/state.ts';
import { type Method, ok } from '../method.ts';
import type { Dialect } from '../model.ts';
import { assertKnown, optionalString } from '../parameters.ts';
import { CONFORMANCE_LEVELS } from '../sign-doc/read-sign-doc.ts';

/** The method, given the names of all of them. */
export function createInfo(context: RsspContext, methods: (dialect: Dialect) => readonly string[]): Method {
  return {
    name: 'info',
    dialects: ['v1', 'v2'],
    access: 'open',
    async answer({ dialect, parameters }) {
      assertKnown(parameters, ['lang']);
      const lang = optionalString(parameters, 'lang') ?? 'en-US';
      const common = {
        specs: dialect === 'v1' ? '1.0.4.0' : context.settings.version2,
        name: 'eseal testkit RSSP',
        logo: `${context.baseUrl}/logo.png`,
        region: 'JP',
        lang: lang.startsWith('ja') ? 'ja-JP' : 'en-US',
        description: 'For tests only: its keys are published or extractable, and protect nothing.',
        authType: ['basic', 'digest', 'oauth2code', 'oauth2client', 'TLS'],
        oauth2: context.urls.oauth,
        methods: methods(dialect),
        extensions: [EXTENSION_ID],
      };
      return ok(dialect === 'v1' ? common : { ...common, ...membersOf2(context) });
    },
  };
}

const SHA2_WITH_RSA = ['1.2.840.113549.1.1.11', '1.2.840.113549.1.1.12', '1.2.840.113549.1.1.13'];
const ECDSA_WITH_SHA2 = ['1.2.840.10045.4.3.2', '1.2.840.10045.4.3.3', '1.2.840.10045.4.3.4'];

/** What version 2.0 adds, and 2.1 after it. */
function membersOf2({ settings }: RsspContext): Readonly<Record<string, unknown>> {
  const from20 = {
    asynchronousOperationMode: true,
    validationInfo: true,
    signAlgorithms: { algos: [...SHA2_WITH_RSA, '1.2.840.113549.1.1.10', ...ECDSA_WITH_SHA2] },
    signature_formats: {
      formats: ['C', 'P'],
      envelope_properties: [
        ['Attached', 'Detached'],
        ['Certification', 'Revision'],
      ],
    },
    conformance_levels: CONFORMANCE_LEVELS,
  };
  if (settings.version2 === '2.0.0.2') return from20;
  return { ...from20, supportsRar: true, supportedHashTypes: ['dtbsr'] };
}
