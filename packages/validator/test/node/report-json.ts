/**
 * The JSON of a report as far as the corpora say something about it: stable names that outside checks read.
 *
 * @module
 */

/** A reference of a seal. */
export interface ReferenceJson {
  readonly kind?: string;
  readonly uri?: string;
  readonly found: boolean;
  readonly intact: boolean;
}

/** A timestamp. */
export interface TimestampJson {
  readonly file?: string;
  readonly type: string;
  readonly imprintFound: boolean;
  readonly imprintIntact: boolean;
  readonly signatureIntact: boolean;
  readonly version?: string | null;
  readonly hashIndex?: string | null;
  readonly hashIndexValid?: boolean | null;
  readonly findings: readonly FindingJson[];
}

/** A finding. */
export interface FindingJson {
  readonly id: string;
  readonly message: string;
}

/** What a later revision of a PDF changed. */
export interface ModificationJson {
  readonly revision: number;
  readonly kind: string;
  readonly object: string;
  readonly permitted: boolean;
  readonly page?: number;
  readonly covers?: 'page' | 'annotation';
}

/** A seal. */
export interface SealJson {
  readonly id: string;
  readonly format: string;
  readonly counterSignatureOf: string | null;
  readonly form: string;
  readonly structure: { readonly valid: boolean; readonly messages: readonly string[] };
  readonly indication: string;
  readonly cryptography: {
    readonly referencesFound: boolean;
    readonly referencesIntact: boolean;
    readonly signatureIntact: boolean;
    readonly digestAlgorithm: string | null;
    readonly signatureAlgorithm: string;
    readonly references: readonly ReferenceJson[];
  };
  readonly claimedTime: string | null;
  readonly signaturePolicy: {
    readonly kind: string;
    readonly identifier?: string;
    readonly url?: string | null;
    readonly digestMatch?: boolean | null;
    readonly zeroHash?: boolean;
    readonly noticeNumbers?: readonly number[];
  } | null;
  readonly signingCertificate: { readonly sha256: string } | null;
  readonly signingCertificateReference: {
    readonly present: boolean;
    readonly unique: boolean;
    readonly digestMatch: boolean;
    readonly issuerSerialMatch: boolean | null;
  };
  readonly scope: {
    readonly coversWholeDocument: boolean;
    readonly byteRangeValid?: boolean;
    readonly dictionaryConsistent?: boolean;
    readonly bytesAfter?: number;
    readonly lock?: { readonly action: string; readonly permission: 1 | 2 | 3 | null } | null;
    readonly modifications?: readonly ModificationJson[];
  };
  readonly timestamps: readonly TimestampJson[];
  readonly findings: readonly FindingJson[];
}

/** What stands in a container of files. */
export interface ContainerJson {
  readonly mimetype: string | null;
  readonly comment: string | null;
  readonly entries: number;
  readonly files: readonly {
    readonly name: string;
    readonly compressed: boolean;
    readonly isDocument: boolean;
  }[];
  readonly manifests: readonly {
    readonly name: string;
    readonly sealedBy: readonly string[];
    readonly uris: readonly string[];
  }[];
}

/** A report. */
export interface ReportJson {
  readonly document: { readonly format: string };
  readonly container?: ContainerJson;
  readonly conclusion: { readonly indication: string; readonly subIndication: string | null };
  readonly seals: readonly SealJson[];
  readonly timestamps: readonly TimestampJson[];
  readonly findings: readonly FindingJson[];
}
