import type { Location } from '../../../model/source.ts';
import { type Machine, record } from '../machine.ts';
import type { ExternalValue, Value } from '../values/values.ts';
import { askedBy } from './documents.ts';
import { packageOf, packOf } from './rules.ts';

/** Records a call to the service of a package, or to a service that has its name. */
export function callService(
  machine: Machine,
  target: ExternalValue,
  steps: readonly string[],
  args: readonly Value[],
  at: Location,
): void {
  const service = packOf(target.package)?.service ?? {
    id: packageOf(target.package),
    name: packageOf(target.package),
    kind: 'other' as const,
  };
  if (!machine.services.has(service.id)) machine.services.set(service.id, { ...service, at: target.at });
  const endpoint = endpointOf(steps, args);
  record(machine, {
    kind: 'leaf',
    step: { kind: 'call', service: service.id, endpoint, ...askedBy(target, '', args), at },
  });
}

/** What is asked of a service: the path from the client on; for clients that send commands, the command. */
function endpointOf(steps: readonly string[], args: readonly Value[]): string {
  const command = args[0];
  if (steps.at(-1) === 'send()' && command?.kind === 'external' && command.path.at(-1) === 'new()')
    return (command.path.at(-2) ?? 'send').replace(/Command$/, '');
  const client = steps.findIndex((step) => step === 'new()' || /^create\w*\(\)$/.test(step));
  const rest = steps.slice(client === steps.length - 1 ? 0 : client + 1);
  return rest
    .filter((step) => step !== '()')
    .map((step) => step.replace('()', ''))
    .join('.');
}

/** The line that creates a client of a service, and the timeout it sets. */
export function rememberService(machine: Machine, made: ExternalValue, args: readonly Value[], at: Location): void {
  const pack = packOf(made.package);
  if (pack?.service === undefined) return;
  const options = args.find((arg) => arg.kind === 'object');
  const value =
    pack.timeout !== undefined && options?.kind === 'object' ? options.fields.get(pack.timeout.option) : undefined;
  const seconds =
    value?.kind === 'literal' && pack.timeout !== undefined ? Number(value.value) * pack.timeout.unit : Number.NaN;
  const known = machine.services.get(pack.service.id);
  if (known !== undefined && known.timeout !== undefined) return;
  machine.services.set(pack.service.id, {
    ...pack.service,
    at: known?.at ?? at,
    ...(Number.isFinite(seconds) ? { timeout: { seconds, at } } : {}),
  });
}
