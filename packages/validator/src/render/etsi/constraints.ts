/**
 * Every check with its outcome (TS 119 102-2 §4.3.4).
 *
 * @module
 */
import type { CheckResult, CheckStatus } from '../../report/check-result.ts';
import { type BlockConclusion, PASSED } from '../../report/conclusion.ts';
import { element, type XmlElement } from '../../util/xml.ts';
import { indications } from './status.ts';
import { constraintStatusUri, constraintUri, factUri } from './vocabulary.ts';
import { textElement } from './xml.ts';

/** The policy and the checks it asked for. The policy is the validator's own: the standard calls it implied. */
export function constraintsElement(policy: string, checks: readonly CheckResult[]): XmlElement {
  return element('ValidationConstraintsEvaluationReport', [
    element('SignatureValidationPolicy', [
      element('SignaturePolicyIdentifier', [element('xades:SignaturePolicyImplied')]),
      textElement('PolicyName', policy),
    ]),
    ...checks.map(constraintElement),
  ]);
}

/** What did not hold but decides nothing by the policy is applied without a status of its own: its message says it. */
function constraintElement(check: CheckResult): XmlElement {
  const { id, facts, message, status } = check;
  const conclusion = conclusionOf(check);
  return element('ValidationConstraint', [
    element('ValidationConstraintIdentifier', constraintUri(id)),
    ...Object.entries(facts).map(([name, value]) =>
      element('ValidationConstraintParameter', [
        element('Type', factUri(name)),
        textElement('Value', typeof value === 'object' ? value.join(', ') : String(value)),
      ]),
    ),
    element('ConstraintStatus', [element('Status', constraintStatusUri(STATUSES[status]))]),
    conclusion === undefined ? undefined : element('ValidationStatus', indications(conclusion)),
    message === undefined ? undefined : textElement('Indications', message.en),
  ]);
}

const STATUSES: Readonly<Record<CheckStatus, Parameters<typeof constraintStatusUri>[0]>> = {
  passed: 'applied',
  failed: 'applied',
  warned: 'applied',
  informed: 'applied',
  ignored: 'disabled',
};

function conclusionOf({ failure, status }: CheckResult): BlockConclusion | undefined {
  return status === 'passed' ? PASSED : failure;
}
