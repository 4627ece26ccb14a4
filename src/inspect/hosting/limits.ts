import type { HostReading, Statement } from '../../model/deployment.ts';
import type { Figure, PlatformKnowledge } from '../../model/knowledge.ts';
import { type Message, message } from '../../model/message.ts';
import type { ReadConfiguration } from './configuration.ts';
import { documented, sizeIsSaid } from './machine.ts';

/** The figure that says the same as `hosting.machine-not-in-file`, without the line. */
const SIZE_NOT_IN_FILE = 'A042';

/** What of the platform matters here: what its files cannot say, what it documents, what it does not publish. */
export function limitsOf(
  found: ReadConfiguration | undefined,
  others: readonly ReadConfiguration[],
  knowledge: PlatformKnowledge,
  host: HostReading | undefined,
): readonly Statement[] {
  const figures = knowledge.figures;
  const unsaid = notInFile(found, knowledge);
  const highlights = knowledge.highlights
    .filter((id) => unsaid.length === 0 || id !== SIZE_NOT_IN_FILE)
    .flatMap((id) => figures.find((figure) => figure.id === id) ?? []);
  const said = highlights.map((figure) => ({ message: figureMessage(knowledge, figure), source: documented(figure) }));
  return [
    ...unsaid,
    ...(found?.notes ?? []),
    ...others.flatMap(({ notes }) => notes ?? []),
    ...hostStatements(host),
    ...said,
    ...timeoutNotPublished(knowledge, highlights),
  ];
}

function notInFile(found: ReadConfiguration | undefined, knowledge: PlatformKnowledge): readonly Statement[] {
  if (found === undefined || sizeIsSaid(found, knowledge)) return [];
  const text = message('hosting.machine-not-in-file', { platform: found.platform, at: found.at });
  return [{ message: text, source: { provenance: 'assumed', at: found.at } }];
}

function figureMessage(knowledge: PlatformKnowledge, figure: Figure): Message {
  return message('hosting.figure', {
    id: figure.id,
    platform: knowledge.name,
    property: figure.property,
    value: figure.value ?? '',
    known: figure.value !== null,
    unit: figure.unit ?? '',
    plan: figure.plan ?? '',
  });
}

/** A timeout looked for and not found is worth telling, whether or not it is a highlight. */
function timeoutNotPublished(knowledge: PlatformKnowledge, told: readonly Figure[]): readonly Statement[] {
  if (knowledge.requestTimeout !== null) return [];
  const figure = knowledge.figures.find(({ property, value }) => /request timeout/i.test(property) && value === null);
  if (figure === undefined || told.includes(figure)) return [];
  const text = message('hosting.timeout-not-published', { platform: knowledge.name });
  return [{ message: text, source: documented(figure) }];
}

/** What the machine says of itself, named for what it is: a workspace is never the deployment. */
function hostStatements(host: HostReading | undefined): readonly Statement[] {
  if (host === undefined || host.place === 'elsewhere') return [];
  const params = {
    platform: host.platform,
    cpu: host.cpuQuota ?? host.processors,
    quota: host.cpuQuota !== undefined,
    memory: host.memoryLimit ?? 0,
    openFiles: host.openFiles ?? 0,
    node: host.nodeVersion,
    heap: host.heapLimit,
  };
  return [{ message: message(`hosting.host-${host.place}`, params), source: { provenance: 'measured' } }];
}
