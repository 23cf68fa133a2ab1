/** Machine-readable suites for tests, in both encodings. */

/** An algorithm as the tests state it: name, object identifier, URI, and evaluations by least size with their end. */
export type StatedAlgorithm = readonly [
  name: string,
  oid: string,
  uri: string | undefined,
  evaluations: readonly (readonly [min: number, end: string | undefined])[],
];

/** Some algorithms of TS 119 312. */
export const ALGORITHMS: readonly StatedAlgorithm[] = [
  ['SHA1', '1.3.14.3.2.26', 'http://www.w3.org/2000/09/xmldsig#sha1', [[0, '2012-08-01']]],
  // A typing error of published suites: the URI tells.
  ['SHA384', '2.16.840.1.101.3.4.2', 'http://www.w3.org/2001/04/xmldsig-more#sha384', [[0, undefined]]],
  ['RIPEMD160', '1.3.36.3.2.1', undefined, [[0, '2014-08-01']]],
  [
    'sha256WithRSAEncryption',
    '1.2.840.113549.1.1.11',
    'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
    [
      [786, '2010-08-01'],
      [1024, '2019-10-01'],
      [1536, '2019-10-01'],
      [1900, '2029-01-01'],
      [3000, '2029-01-01'],
    ],
  ],
  [
    'ECDSA with SHA-256',
    '1.2.840.10045.4.3.2',
    undefined,
    [
      [224, '2021-10-01'],
      [256, undefined],
    ],
  ],
  ['FRP256v1', '1.2.250.1.223.101.256.1', undefined, [[0, undefined]]],
];

/** The suite as JSON, with changes to it. */
export function jsonSuite(changes: object = {}, algorithms: readonly StatedAlgorithm[] = ALGORITHMS): string {
  const suite = {
    PolicyName: { Name: 'Suite of tests', ObjectIdentifier: '1.5.1' },
    Publisher: { Name: 'Nobody' },
    PolicyIssueDate: '2024-10-13T00:00:00.000+01:00',
    Usage: 'tests',
    Algorithm: algorithms.map(([Name, ObjectIdentifier, URI, evaluations]) => ({
      AlgorithmIdentifier: { Name, ObjectIdentifier, URI },
      Evaluation: evaluations.map(([Min, End]) => ({
        ...(Min > 0 && { Parameter: [{ Min, name: 'moduluslength' }] }),
        Validity: { End },
        Recommendation: 'L',
      })),
    })),
    ...changes,
  };
  return JSON.stringify({ SecuritySuitabilityPolicy: suite });
}

/** The same in XML, with something inside the root after the algorithms. */
export function xmlSuite(after = '', algorithms: readonly StatedAlgorithm[] = ALGORITHMS): string {
  const evaluation = (min: number, end: string | undefined): string =>
    `<Evaluation>${min > 0 ? `<Parameter name="moduluslength"><Min>${min}</Min></Parameter>` : ''}<Validity>${
      end === undefined ? '' : `<End>${end}+00:00</End>`
    }</Validity><e:MoreDetails><e:Recommendation>L</e:Recommendation></e:MoreDetails></Evaluation>`;
  const algorithm = ([name, oid, uri, evaluations]: StatedAlgorithm): string =>
    `<Algorithm><AlgorithmIdentifier><Name>${name}</Name><ObjectIdentifier>${oid}</ObjectIdentifier>${
      uri === undefined ? '' : `<URI>${uri}</URI>`
    }</AlgorithmIdentifier>${evaluations.map(([min, end]) => evaluation(min, end)).join('')}</Algorithm>`;
  return `<?xml version="1.0" encoding="UTF-8"?>
<!-- a suite --><SecuritySuitabilityPolicy xmlns="urn:ietf:params:xml:ns:dssc" xmlns:e="http://uri.etsi.org/19322/v1.1.1#" version="1" lang="en">
<PolicyName><Name>Suite of tests</Name><ObjectIdentifier>1.5.1</ObjectIdentifier></PolicyName>
<Publisher><Name>Nobody</Name><URI/></Publisher><PolicyIssueDate>2024-10-13T00:00:00.000+01:00</PolicyIssueDate>
<Usage>tests</Usage>${algorithms.map(algorithm).join('\n')}${after}</SecuritySuitabilityPolicy>`;
}
