import { refuse, requirePositive } from '../faults.ts';
import { push } from './event-list.ts';
import { KINDS, READY, type Simulation, WINDOW } from './state.ts';

/**
 * Instances that come and go with the load: every `window` seconds, as many are wanted as would bring the mean utilization of `station` down or up to
 * `target` (the rule of Kubernetes: now × utilization ÷ target, rounded up). New ones serve after `boot` seconds; those no longer wanted get no
 * new request. The instances of the model are the most there may be.
 */
export interface Scaling {
  readonly station: string;
  /** Busy share of the station sought, 0 to 1. */
  readonly target: number;
  readonly window: number;
  /** Seconds from the decision to the first request: the cold start. */
  readonly boot: number;
  /** Instances at the start, and at least. */
  readonly least: number;
}

/** Instances that serve, and how they change. */
export interface Fleet {
  readonly alive: () => number;
  /** Carries out an event of the fleet; false when it is somebody else's. */
  readonly carryOut: (event: number) => boolean;
}

/** A fleet that starts with the least instances. */
export function fleetOf(sim: Simulation, station: number, most: number, scaling: Scaling): Fleet {
  checkScaling(scaling, station, most);
  const { target, window, boot, least } = scaling;
  const first = sim.firstCopy[station] as number;
  const servers = sim.servers[first] as number;
  const busyBefore = new Float64Array(most);
  let [alive, coming] = [least, 0];
  const decide = () => {
    let busy = 0;
    for (let i = 0; i < most; i++) {
      const now = sim.busyTime[first + i] as number;
      busy += now - (busyBefore[i] as number);
      busyBefore[i] = now;
    }
    const wanted = Math.min(most, Math.max(least, Math.ceil(busy / servers / window / target - 1e-9)));
    for (; alive + coming < wanted; coming++) push(sim.list, sim.now + boot, READY);
    alive = Math.min(alive, Math.max(least, wanted));
  };
  push(sim.list, window, WINDOW);
  return {
    alive: () => alive,
    carryOut: (event) => {
      const kind = event & (KINDS - 1);
      if (kind === READY) {
        coming--;
        alive = Math.min(most, alive + 1);
        return true;
      }
      if (kind !== WINDOW) return false;
      decide();
      push(sim.list, sim.now + window, WINDOW);
      return true;
    },
  };
}

function checkScaling({ target, window, boot, least }: Scaling, station: number, most: number): void {
  if (station < 0) refuse([{ kind: 'unknown-station', subject: 'scaling', detail: 'no such station' }]);
  requirePositive('target', target);
  requirePositive('window', window);
  if (!(boot >= 0)) requirePositive('boot', boot);
  if (!(Number.isInteger(least) && least >= 1 && least <= most)) {
    refuse([{ kind: 'no-instance', subject: 'scaling', detail: `at least ${least} of ${most} instances` }]);
  }
}
