import {
  beginSearch,
  nextStep,
  type Observation,
  observe,
  type SearchPlan,
  type SearchResult,
  type SearchStep,
} from './search.ts';

export interface SeekOptions<P extends Observation> {
  readonly plan: SearchPlan;
  /** One window at a rate; undefined when it was cut short and says nothing. */
  readonly probe: (step: Extract<SearchStep, { kind: 'probe' }>, index: number) => Promise<P | undefined>;
  /** Called after every probe, so that a caller can keep and show what is done. */
  readonly onProbe?: (probe: P) => void;
  /** Ends the search at what it has. */
  readonly goesOn?: () => boolean;
}

export interface Found<P extends Observation> extends Omit<SearchResult, 'ended'> {
  readonly probes: readonly P[];
  readonly ended: SearchResult['ended'] | 'interrupted';
}

/** Runs a search to its end, or until it is told to stop: what was probed by then is kept. */
export async function seekCapacity<P extends Observation>({
  plan,
  probe,
  onProbe,
  goesOn = () => true,
}: SeekOptions<P>): Promise<Found<P>> {
  let state = beginSearch(plan);
  const probes: P[] = [];
  for (let step = nextStep(state); ; step = nextStep(state)) {
    if (step.kind === 'done') return { ...step.result, probes };
    if (!goesOn()) return { ...interrupted(state), probes };
    const observation = await probe(step, probes.length);
    if (observation === undefined) return { ...interrupted(state), probes };
    probes.push(observation);
    onProbe?.(observation);
    state = observe(state, observation);
  }
}

/** What the search would answer with no probe left. */
function interrupted(
  state: ReturnType<typeof beginSearch>,
): Omit<SearchResult, 'ended'> & { readonly ended: 'interrupted' } {
  const step = nextStep({ ...state, plan: { ...state.plan, mostProbes: state.observations.length } });
  const result = step.kind === 'done' ? step.result : { capacity: undefined, passing: undefined, failing: undefined };
  return { ...result, ended: 'interrupted' };
}
