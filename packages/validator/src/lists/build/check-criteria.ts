/**
 * What no criteria may say (ETSI TS 119 612 §5.5.9.2.2).
 *
 * @module
 */
import { assertNever } from '@eseal/core';
import type { CriteriaList, Criterion, QcStatementCriterion } from '../../trust/criteria.ts';
import { assertOid, assertSome, assertText, invalid, type Place, within } from './check-values.ts';

/** Lists within lists; real ones have three. */
const DEEPEST = 8;

/** Refuses criteria that no list may have. */
export function assertCriteria(place: Place, { criteria }: CriteriaList, depth = 1): void {
  if (depth > DEEPEST) throw invalid(place, `is deeper than ${DEEPEST} lists`);
  assertSome(within(place, 'criteria'), criteria, (each, one) => assertCriterion(each, one, depth));
}

function assertCriterion(place: Place, criterion: Criterion, depth: number): void {
  switch (criterion.kind) {
    case 'policies':
      assertSome(within(place, 'policies'), criterion.policies, assertOid);
      break;
    case 'key-usage':
      if (Object.keys(criterion.bits).length === 0) throw invalid(within(place, 'bits'), 'is empty');
      break;
    case 'extended-key-usage':
      assertSome(within(place, 'purposes'), criterion.purposes, assertOid);
      break;
    case 'subject-attributes':
      assertSome(within(place, 'attributes'), criterion.attributes, assertOid);
      break;
    case 'qc-statements':
      assertSome(within(place, 'statements'), criterion.statements, assertStatement);
      break;
    case 'list':
      assertCriteria(within(place, 'list'), criterion.list, depth + 1);
      break;
    default:
      assertNever(criterion);
  }
}

function assertStatement(place: Place, { legislation, qcType, statement }: QcStatementCriterion): void {
  assertOid(within(place, 'statement'), statement);
  if (qcType !== undefined) assertOid(within(place, 'qcType'), qcType);
  if (legislation !== undefined) assertText(within(place, 'legislation'), legislation);
  if (qcType !== undefined && legislation !== undefined)
    throw invalid(place, 'has both of qcType and legislation, of which the schema has room for one');
}
