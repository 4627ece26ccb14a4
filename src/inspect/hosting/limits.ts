import type { HostReading, Machine, Statement } from '../../model/deployment.ts';
import type { Figure, PlatformKnowledge } from '../../model/knowledge.ts';
import { message } from '../../model/message.ts';
import type { ReadConfiguration } from './configuration.ts';
import { documented } from './machine.ts';

/** Figures that say the same as `hosting.machine-not-in-file` and `hosting.railway-file-deprecated`, without the line. */
const SAID_WITH_A_LINE = new Set(['A042', 'A099']);

const REPLIT_WORDS = { autoscale: 'autoscale', fixed: 'reserved vm' } as const;
/** Where no platform stands between users and the application. */
const OWN_MACHINES = new Set<PlatformKnowledge['id']>(['docker', 'compose', 'unknown']);

/** What of the platform matters here: what its files cannot say, what it documents, what it does not publish. */
export function limitsOf(
  found: ReadConfiguration | undefined,
  others: readonly ReadConfiguration[],
  knowledge: PlatformKnowledge,
  machine: Machine,
  host: HostReading | undefined,
): readonly Statement[] {
  const unsaid = notInFile(found, machine);
  const told = knowledge.highlights
    .filter((id) => !SAID_WITH_A_LINE.has(id))
    .flatMap((id) => knowledge.figures.find((figure) => figure.id === id) ?? [])
    .filter((figure) => concerns(figure, found, knowledge));
  const said = told.map((figure) => ({ message: message(`figure.${figure.id}`), source: documented(figure) }));
  return [
    ...unsaid,
    ...(found?.run === undefined && found?.kind === 'unknown' ? [] : (found?.notes ?? [])),
    ...others.filter(({ serves }) => serves === 'front end').flatMap(({ notes }) => notes ?? []),
    ...workspaceNotUsed(host),
    ...said,
    ...timeoutNotPublished(knowledge, told),
  ];
}

function notInFile(found: ReadConfiguration | undefined, machine: Machine): readonly Statement[] {
  const assumed = machine.cpu.source.provenance === 'assumed' && machine.memory.source.provenance === 'assumed';
  if (found === undefined || !assumed) return [];
  const text = message('hosting.machine-not-in-file', { platform: found.platform, at: found.at });
  return [{ message: text, source: { provenance: 'assumed', at: found.at } }];
}

/** Some figures are about one kind of deployment, or one plan: told only to those who have it, or may have it. */
function concerns(figure: Figure, found: ReadConfiguration | undefined, knowledge: PlatformKnowledge): boolean {
  const about = (figure.plan ?? '').toLowerCase();
  if (found === undefined || about === '') return true;
  if (found.platform === 'replit') {
    const named = (['autoscale', 'fixed'] as const).filter((kind) => about.includes(REPLIT_WORDS[kind]));
    return named.length === 0 || named.some((kind) => kind === found.kind) || found.kind === 'workspace';
  }
  const isPlan = knowledge.machines.some(({ id }) => id.toLowerCase() === about);
  return found.plan === undefined || !isPlan || found.plan.toLowerCase() === about;
}

/** A timeout looked for and not found is worth telling, whether or not it is a highlight. */
function timeoutNotPublished(knowledge: PlatformKnowledge, told: readonly Figure[]): readonly Statement[] {
  if (knowledge.requestTimeout !== null || OWN_MACHINES.has(knowledge.id)) return [];
  const figure = knowledge.figures.find(({ property, value }) => /^request timeout/i.test(property) && value === null);
  if (figure !== undefined && told.includes(figure)) return [];
  const text = message('hosting.timeout-not-published', { platform: knowledge.id });
  const source =
    figure === undefined ? ({ provenance: 'assumed', confidence: 'not found' } as const) : documented(figure);
  return [{ message: text, source }];
}

/** A workspace's resources are shown for what they are: they are not the deployment's. */
function workspaceNotUsed(host: HostReading | undefined): readonly Statement[] {
  if (host?.place !== 'workspace') return [];
  return [
    { message: message('hosting.workspace-not-used', { platform: host.platform }), source: { provenance: 'measured' } },
  ];
}
