import type { HostReading, InstanceCount, Machine } from '../../model/deployment.ts';
import type { Figure, Known, MachineOffer, PlatformKnowledge } from '../../model/knowledge.ts';
import { between, exactly, type Range } from '../../model/range.ts';
import type { Settings } from '../../model/settings.ts';
import type { Source } from '../../model/source.ts';
import { declaredAt, type ReadConfiguration } from './configuration.ts';

/** Fact A026: a Reserved VM is one machine that never sleeps. */
const ONE: Known = { low: 1, typical: 1, high: 1, facts: ['A026'] };
const ONE_MACHINE = { minimum: ONE, maximum: ONE };
const SETTINGS: Source = { provenance: 'declared', reason: 'hosting.reason.settings' };

/** A documented or assumed figure as a range with its source. */
export function known(value: Known, figures: readonly Figure[]): Range {
  const figure = figures.find(({ id }) => value.facts.includes(id));
  const reason = value.reason ?? 'hosting.reason.platform-default';
  const source: Source = figure === undefined ? { provenance: 'assumed', reason } : documented(figure, value.reason);
  return between(value.low, value.typical, value.high, source);
}

/** The source of a collected figure. One looked for in vain documents nothing, and one that needs a reason is an assumption built on it. */
export function documented(figure: Figure, reason?: string): Source {
  const missing = reason !== undefined || figure.value === null || figure.confidence === 'not found';
  const source = { fact: figure.id, date: figure.date, confidence: figure.confidence };
  const url = figure.source.startsWith('http') ? { url: figure.source } : {};
  const why = reason === undefined ? {} : { reason };
  return { provenance: missing ? 'assumed' : 'documented', ...source, ...url, ...why };
}

/** The size of one instance, from the surest source: settings, the deployment itself, its file, the plan it names, the platform. */
export function machineOf(
  found: ReadConfiguration | undefined,
  knowledge: PlatformKnowledge,
  settings: Settings,
  host: HostReading | undefined,
): Machine {
  const figures = knowledge.figures;
  const offer = offerOf(found, knowledge);
  const measured = host?.place === 'deployment' ? host : undefined;
  return {
    cpu:
      fromSettings(settings.machine?.cpu) ??
      fromHost(measured?.cpuQuota ?? measured?.processors) ??
      found?.size?.cpu ??
      fromOffer(offer?.cpu, offer, found, figures) ??
      known(knowledge.defaultMachine.cpu, figures),
    memory:
      fromSettings(settings.machine?.memory) ??
      fromHost(measured?.memoryLimit) ??
      found?.size?.memory ??
      fromOffer(offer?.memory, offer, found, figures) ??
      known(knowledge.defaultMachine.memory, figures),
  };
}

/** How many instances: settings, file, then what the platform does by itself. One machine always on is one instance. */
export function instancesOf(
  found: ReadConfiguration | undefined,
  knowledge: PlatformKnowledge,
  settings: Settings,
): InstanceCount {
  const figures = knowledge.figures;
  const usual = found?.platform === 'replit' && found.kind === 'fixed' ? ONE_MACHINE : knowledge.defaultInstances;
  const minimum = fromSettings(settings.instances?.minimum) ?? found?.count?.minimum ?? known(usual.minimum, figures);
  const maximum = fromSettings(settings.instances?.maximum) ?? found?.count?.maximum ?? known(usual.maximum, figures);
  return ordered(minimum, maximum);
}

/** A maximum below the minimum (one declared, the other by default) is raised to it. */
function ordered(minimum: Range, maximum: Range): InstanceCount {
  return { minimum, maximum: maximum.typical < minimum.typical ? minimum : maximum };
}

function offerOf(found: ReadConfiguration | undefined, knowledge: PlatformKnowledge): MachineOffer | undefined {
  const plan = found?.plan === undefined ? undefined : normal(found.plan);
  return plan === undefined ? undefined : knowledge.machines.find(({ id, kind }) => id !== kind && normal(id) === plan);
}

function normal(plan: string): string {
  return plan.toLowerCase().replace(/[\s_-]+/g, '-');
}

function fromSettings(value: number | undefined): Range | undefined {
  return value === undefined ? undefined : exactly(value, SETTINGS);
}

function fromHost(value: number | undefined): Range | undefined {
  return value === undefined ? undefined : exactly(value, { provenance: 'measured', reason: 'hosting.reason.host' });
}

/** The file names the plan, the platform documents its size. */
function fromOffer(
  value: number | undefined,
  offer: MachineOffer | undefined,
  found: ReadConfiguration | undefined,
  figures: readonly Figure[],
): Range | undefined {
  if (value === undefined || found === undefined || offer === undefined) return undefined;
  const figure = figures.find(({ id }) => offer.facts.includes(id));
  const why = offer.reason === undefined ? {} : { reason: offer.reason };
  const range = declaredAt(value, found.at);
  if (figure === undefined) return exactly(value, { ...range.source, ...why });
  return exactly(value, { ...documented(figure), ...why, provenance: 'declared', at: found.at });
}
