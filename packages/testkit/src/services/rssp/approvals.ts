/** Decisions in another channel: whoever approves is asked, and the application asks what came of it. */
import type { RsspContext } from './context.ts';
import { isKind, takeFault } from './faults/fault.ts';
import type { MethodAnswer } from './method.ts';
import { invalidRequest, Problem } from './problem.ts';
import { issueSad } from './sad.ts';
import { type ApprovalTerms, newHandle, type PendingApproval } from './store.ts';

/** Asks for a decision; the handle is asked about later. */
export function decideElsewhere(
  { store, random }: RsspContext,
  terms: ApprovalTerms,
  description: string | undefined,
): string {
  const handle = newHandle(random);
  store.approvals.set(handle, { terms, description, decision: 'pending', checks: 0, waiting: [] });
  return handle;
}

/** Decides, and answers whoever waits. */
export function decide(approval: PendingApproval, decision: 'approved' | 'refused'): void {
  approval.decision = decision;
  for (const goOn of approval.waiting.splice(0)) goOn();
}

/** What came of a decision so far: the SAD once, 202 with the handle until then. */
export function checkDecision(context: RsspContext, handle: string): MethodAnswer {
  const { store, settings } = context;
  const approval = store.approvals.get(handle);
  if (approval === undefined) throw invalidRequest('Invalid parameter handle');
  approval.checks += 1;
  if (approval.decision === 'pending' && approval.checks >= (settings.checksUntilApproved ?? Infinity)) {
    decide(approval, 'approved');
  }
  const fault = takeFault(context.faults, 'credentials/authorizeCheck', isOfDecisions);
  if (fault?.kind === 'endless-pending') return pending(handle);
  if (approval.decision === 'pending') {
    return pending(fault === undefined ? handle : renamed(context, handle, approval));
  }
  store.approvals.delete(handle);
  if (approval.decision === 'refused') throw new Problem('access_denied', 'The request was refused');
  return issueSad(context, approval.terms);
}

const isOfDecisions = isKind('endless-pending', 'new-handle-per-check');

function pending(handle: string): MethodAnswer {
  return { status: 202, body: { handle } };
}

/** Another handle in place of the one before, which is good no more. */
function renamed({ store, random }: RsspContext, handle: string, approval: PendingApproval): string {
  const other = newHandle(random);
  store.approvals.delete(handle);
  store.approvals.set(other, approval);
  return other;
}

/** Answers when it is decided: version 1 has no handles, so that the call lasts as long as the decision. */
export async function waitForDecision(context: RsspContext, handle: string): Promise<MethodAnswer> {
  const answer = checkDecision(context, handle);
  const approval = context.store.approvals.get(handle);
  if (answer.status !== 202 || approval === undefined) return answer;
  await new Promise<void>((resolve) => approval.waiting.push(resolve));
  return checkDecision(context, handle);
}
