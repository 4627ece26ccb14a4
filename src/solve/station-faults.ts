import type { Station } from '../model/station.ts';
import type { ModelFault } from './faults.ts';

type Stations = ReadonlyMap<string, Station>;

/** Servers and instances are looked at one by one; tokens are counted in 32 bits: those of a large memory are kilobytes. */
export const MOST_SERVERS = 100_000;
const MOST_TOKENS = 2 ** 31 - 1;
/** Seconds of a slice or a period, processors: less is nothing. */
const LEAST = 1e-6;

/** Servers, times and processors of a station that make no sense; the expression of its rate limit aside. */
export function checkStation(station: Station, stations: Stations, faults: ModelFault[]): void {
  const subject = station.id;
  const most = station.type === 'pool' ? MOST_TOKENS : MOST_SERVERS;
  const whole = Number.isInteger(station.servers) && station.servers >= 1 && station.servers <= most;
  const fraction = station.type === 'sharing' && station.servers >= LEAST && station.servers <= most;
  if (station.type !== 'delay' && !whole && !fraction) {
    faults.push({ kind: 'bad-servers', subject, detail: `${station.servers} servers` });
  }
  if (station.slice !== undefined && !(station.slice >= LEAST)) {
    faults.push({ kind: 'bad-slice', subject, detail: `slice of ${station.slice} s` });
  }
  if (station.acquireTimeout !== undefined && !(station.acquireTimeout >= 0)) {
    faults.push({ kind: 'bad-timeout', subject, detail: `${station.acquireTimeout} s` });
  }
  if (station.room !== undefined && !(station.room >= 0 && (station.type === 'queue' || station.type === 'pool'))) {
    faults.push({ kind: 'bad-room', subject, detail: `room for ${station.room} at a ${station.type}` });
  }
  checkProcessor(station, stations, faults);
}

/** Only queues share processors, a positive number of them, the same for all and on the same instances. */
function checkProcessor(station: Station, stations: Stations, faults: ModelFault[]): void {
  const { processor, scope } = station;
  if (processor === undefined) return;
  const subject = station.id;
  if (station.type !== 'queue') faults.push({ kind: 'bad-processor', subject, detail: `shared by a ${station.type}` });
  if (!(processor.cpus >= LEAST && Number.isFinite(processor.cpus))) {
    faults.push({ kind: 'bad-processor', subject, detail: `${processor.cpus} processors` });
  }
  if (processor.period !== undefined && !(processor.period >= LEAST && Number.isFinite(processor.period))) {
    faults.push({ kind: 'bad-processor', subject, detail: `a period of ${processor.period} s` });
  }
  for (const other of stations.values()) {
    if (other.processor?.id !== processor.id) continue;
    const { cpus, period } = other.processor;
    if (cpus !== processor.cpus || period !== processor.period || other.scope !== scope) {
      faults.push({ kind: 'bad-processor', subject, detail: `${processor.id} is another one for ${other.id}` });
    }
  }
}
