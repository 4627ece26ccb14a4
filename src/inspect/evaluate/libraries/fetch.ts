import { services } from '../../../facts/services/index.ts';
import { HOSTS, type ServiceIdentity } from '../../../facts/technologies/index.ts';
import type { Location } from '../../../model/source.ts';
import { callValue } from '../interpret/calls.ts';
import { awaitValue, start } from '../interpret/promises.ts';
import { type Machine, record } from '../machine.ts';
import { DATA } from '../values/create.ts';
import type { ExternalValue, Value } from '../values/values.ts';
import { readAddress } from './address.ts';

/** A call to an address: the service is the host, as far as the code tells it. `client`: what the client that calls was made with. */
export function fetchUrl(
  machine: Machine,
  args: readonly Value[],
  at: Location,
  library: string,
  client?: Value,
): Value {
  const { host, path } = readAddress(written(args[0]));
  const known = serviceAt(host);
  const id = known?.id ?? host;
  const limit = limitOf(client, at);
  const before = machine.services.get(id);
  if (before === undefined) {
    const service = { id, name: known?.name ?? host, kind: known?.kind ?? 'other', at };
    machine.services.set(id, limit === undefined ? service : { ...service, timeout: limit });
  } else if (limit === undefined && before.timeout !== undefined && known === undefined) {
    const { timeout: _timeout, ...unlimited } = before;
    machine.services.set(id, unlimited);
  }
  return start(machine, at, () => {
    record(machine, { kind: 'leaf', step: { kind: 'call', service: id, endpoint: path === '' ? library : path, at } });
    return DATA;
  });
}

/** The time that a client gives to each of its calls: `axios.create({ timeout: 2000 })`, `got.extend({ timeout: { request: 2000 } })`. */
function limitOf(
  client: Value | undefined,
  at: Location,
): { readonly seconds: number; readonly at: Location } | undefined {
  const given = client?.kind === 'object' ? client.fields.get('timeout') : undefined;
  const value = given?.kind === 'object' ? given.fields.get('request') : given;
  const milliseconds = value?.kind === 'literal' && typeof value.value === 'number' ? value.value : 0;
  return milliseconds > 0 ? { seconds: milliseconds / 1000, at } : undefined;
}

/** `https.get(address, (response) => …)`: the function is called once the answer begins. */
export function requestUrl(
  machine: Machine,
  { package: specifier, path }: ExternalValue,
  args: readonly Value[],
  at: Location,
): Value | undefined {
  if (path.at(-1) !== 'request' && path.at(-1) !== 'get') return undefined;
  const callback = args.find((arg) => arg.kind === 'function');
  const sent = fetchUrl(machine, args, at, specifier);
  if (callback === undefined) return sent;
  return start(machine, at, () => {
    awaitValue(machine, sent, at);
    return callValue(machine, callback, [DATA], at);
  });
}

/** The known service behind a host name, or behind the environment variable that holds one. */
function serviceAt(host: string): ServiceIdentity | undefined {
  const within = (owner: string): boolean => host === owner || host.endsWith(`.${owner}`);
  return HOSTS.find((entry) => within(entry.host))?.service ?? services.find((service) => service.hosts.some(within));
}

/** The text of an address that may be built from parts; an environment variable stands for itself. */
function written(value: Value | undefined): string {
  switch (value?.kind) {
    case 'literal':
      return String(value.value);
    case 'text':
      return value.parts.map(written).join('');
    case 'opaque':
      return value.origin === 'environment' ? `{${value.name}}` : '{…}';
    case 'union':
      return written(value.of.find((part) => part.kind === 'literal' && typeof part.value === 'string') ?? value.of[0]);
    case 'object':
      return written(value.fields.get('url') ?? value.fields.get('href'));
    default:
      return '{…}';
  }
}
