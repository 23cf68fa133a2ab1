/**
 * What both queues have done and have to do, as Prometheus reads it.
 *
 *     metrics.ts
 */
import { pathToFileURL } from 'node:url';
import { openQueue, QUEUES } from './jobs.ts';
import { connect } from './redis.ts';
import { readSettings, type Settings } from './settings.ts';

/** The metrics in the text format of Prometheus. */
export async function exportMetrics({ redis }: Pick<Settings, 'redis'>): Promise<string> {
  const connection = connect(redis);
  const queues = QUEUES.map((name) => openQueue(name, connection));
  const texts = await Promise.all(queues.map((queue) => queue.exportPrometheusMetrics()));
  await Promise.all(queues.map((queue) => queue.close()));
  await connection.quit();
  return joinFamilies(texts.flatMap((text) => text.split('\n')));
}

/** Lines of one metric stand together, under its HELP and TYPE once, as the format demands. */
function joinFamilies(lines: readonly string[]): string {
  const families = new Map<string, Set<string>>();
  for (const line of lines) {
    const name = /^(?:# (?:HELP|TYPE) )?([^ {]+)/.exec(line)?.[1] ?? '';
    families.set(name, (families.get(name) ?? new Set()).add(line));
  }
  return `${[...families.values()].flatMap((family) => [...family]).join('\n')}\n`;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  process.stdout.write(await exportMetrics(readSettings()));
}
