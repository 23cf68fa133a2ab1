/** All methods of a service. */
import type { RsspContext } from './context.ts';
import type { Method } from './method.ts';
import { createInfo } from './methods/info.ts';
import type { Dialect } from './model.ts';

/** The methods, `info` among them, which names the others. */
export function createMethods(context: RsspContext): readonly Method[] {
  const methods: Method[] = [];
  const named = (dialect: Dialect): readonly string[] =>
    [...methods, info].filter(({ dialects }) => dialects.includes(dialect)).map(({ name }) => name);
  const info = createInfo(context, named);
  return [info, ...methods];
}
