/**
 * Who publishes the testkit's lists, and who stands on them. None of them exists.
 *
 * @module
 */
import type {
  Address,
  PointerDescription,
  ProviderDescription,
  SchemeDescription,
} from '@eseal/validator/trusted-lists';

type Names = SchemeDescription['operatorNames'];

/** A text in Japanese and in English. */
function both(ja: string, en: string): Names {
  return [
    { language: 'ja', text: ja },
    { language: 'en', text: en },
  ];
}

function english(text: string): Names {
  return [{ language: 'en', text }];
}

function address(country: string, locality: string, host: string): Address {
  return {
    postal: [{ language: 'en', street: '1 Example Street', locality, postalCode: '100-0000', country }],
    electronic: [...english(`mailto:office@${host}`), ...english(`https://${host}/`)],
  };
}

/** What a scheme says whatever is on its list. */
type Operator = Pick<
  SchemeDescription,
  'informationUris' | 'legalNotices' | 'operatorAddress' | 'operatorNames' | 'schemeNames'
> & { readonly territory: string };

/** Of the Japanese list. */
export const JAPANESE_OPERATOR: Operator = {
  territory: 'JP',
  operatorNames: both('例示トラスト庁', 'Example Trust Agency'),
  operatorAddress: address('JP', 'Tokyo', 'jp-trust.example'),
  schemeNames: both(
    'JP:eシール認定の試験用リスト',
    'JP:Test list of accredited services for electronic seals',
  ),
  informationUris: english('https://jp-trust.example/scheme'),
  legalNotices: both('試験用です。信頼しないでください。', 'For tests only: nothing on it is to be trusted.'),
};

/** Of the list of a member state that does not exist (XE is never assigned by ISO 3166-1). */
export const MEMBER_OPERATOR: Operator = {
  territory: 'XE',
  operatorNames: english('Example Supervisory Body'),
  operatorAddress: address('XE', 'Exampleville', 'xe-trust.example'),
  schemeNames: english('XE:Test list of qualified trust services'),
  informationUris: english('https://xe-trust.example/scheme'),
  legalNotices: english('For tests only: nothing on it is to be trusted.'),
};

/** Of the list of lists. */
export const COMMISSION: Operator = {
  territory: 'EU',
  operatorNames: english('Example Commission'),
  operatorAddress: address('XE', 'Exampleville', 'eu-trust.example'),
  schemeNames: english('EU:Test list of the lists'),
  informationUris: english('https://eu-trust.example/scheme'),
  legalNotices: english('For tests only: nothing on it is to be trusted.'),
};

type Provider = Omit<ProviderDescription, 'services'>;

/** The authority of the good world. */
export const JAPANESE_PROVIDER: Provider = {
  names: both('例示認証株式会社', 'Example Certification Co., Ltd.'),
  tradeNames: english('NTRJP-5999000111222'),
  address: address('JP', 'Tokyo', 'ca.example'),
  informationUris: english('https://ca.example/repository'),
};

/** The authority of the European world. */
export const EUROPEAN_PROVIDER: Provider = {
  names: english('Example Qualified Trust Services'),
  tradeNames: english('VATXE-123456789'),
  address: address('XE', 'Exampleville', 'qtsp.example'),
  informationUris: english('https://qtsp.example/repository'),
};

/** Names of a service. */
export function serviceNames(ja: string, en: string): Names {
  return both(ja, en);
}

/** A pointer to the list of an operator. */
export function pointerTo(
  { operatorNames, territory }: Operator,
  rest: Pick<PointerDescription, 'agreement' | 'communityRules' | 'location' | 'signers' | 'type'>,
): PointerDescription {
  return { ...rest, operatorNames, territory };
}
