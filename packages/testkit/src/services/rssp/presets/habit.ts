/** What a service does otherwise than the specification says. */
import type { HttpResponse } from '@eseal/core/http';

/** Members of a request or an answer. */
export type Members = Readonly<Record<string, unknown>>;

/** A difference on the wire, written over what the service would have sent or taken. */
export interface Habit {
  /** Methods it is about. Default all. */
  readonly methods?: readonly string[];
  /** What the service understands a request as. */
  readonly request?: (members: Members) => Members;
  /** What it answers instead, refusals aside. */
  readonly answer?: (members: Members) => Members;
  /** How it words a refusal; a text in place of members is `text/plain`. */
  readonly refusal?: (members: Members) => Members | string;
  /** What becomes of the answer's bytes and headers. */
  readonly response?: (response: HttpResponse) => HttpResponse;
  /** Another status for one. */
  readonly status?: Readonly<Record<number, number>>;
}

/** An answer before it is bytes. */
export interface Shape {
  readonly status: number;
  readonly body: Members | string | undefined;
}

/** A request as the service understands it. */
export function understood(habits: readonly Habit[], method: string, members: Members): Members {
  return aboutMethod(habits, method).reduce((each, { request }) => request?.(each) ?? each, members);
}

/** An answer as the service sends it. */
export function shaped(habits: readonly Habit[], method: string, shape: Shape): Shape {
  return aboutMethod(habits, method).reduce(shapedBy, shape);
}

function shapedBy({ status, body }: Shape, habit: Habit): Shape {
  if (body === undefined || typeof body === 'string') return { status, body };
  const change = 'error' in body ? habit.refusal : habit.answer;
  return { status: habit.status?.[status] ?? status, body: change?.(body) ?? body };
}

/** Headers and bytes as the service sends them. */
export function sent(habits: readonly Habit[], method: string, response: HttpResponse): HttpResponse {
  return aboutMethod(habits, method).reduce((each, habit) => habit.response?.(each) ?? each, response);
}

function aboutMethod(habits: readonly Habit[], method: string): readonly Habit[] {
  return habits.filter(({ methods }) => methods?.includes(method) ?? true);
}
