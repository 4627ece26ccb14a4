import type { Deployment, HostingConfiguration, HostReading, Statement } from '../../model/deployment.ts';
import type { Range } from '../../model/range.ts';
import { type Block, table } from '../document.ts';
import { origin, reasons, sourced } from '../quantities.ts';
import { capital, type Voice } from '../voice.ts';

type Row = { readonly name: string; readonly value: string };

/** Where the application runs, which configuration says so, and what the platform allows. */
export function hosting(deployment: Deployment, voice: Voice): Block[] {
  const { chosen } = deployment;
  const rows: Row[] = [
    row(voice.say('report.hosting.platform'), platformOf(deployment, voice)),
    row(voice.say('report.hosting.why'), capital(voice.text(deployment.why))),
    row(voice.say('report.hosting.machine'), machineOf(deployment, voice)),
    row(voice.say('report.hosting.instances'), instancesOf(deployment, voice)),
    ...(chosen === undefined ? [] : configurationRows(chosen, voice)),
  ];
  return [
    { kind: 'heading', level: 3, text: voice.say('report.hosting.heading') },
    { kind: 'facts', rows },
    ...statements(voice.say('report.hosting.limits'), deployment.limits, voice),
    ...others(deployment.others, voice),
    ...(deployment.host === undefined ? [] : hostReading(deployment.host, voice)),
  ];
}

function row(name: string, value: string): Row {
  return { name, value };
}

function platformOf(deployment: Deployment, voice: Voice): string {
  return voice.say('report.hosting.deployment', {
    platform: voice.say(`report.platform.${deployment.platform}`),
    kind: voice.say(`report.kind.${deployment.kind}`),
    plan: deployment.chosen?.plan === deployment.kind ? '' : (deployment.chosen?.plan ?? ''),
    at: deployment.chosen === undefined ? '' : voice.place(deployment.chosen.at),
  });
}

function machineOf(deployment: Deployment, voice: Voice): string {
  const { cpu, memory } = deployment.machine;
  const processors = sourced(cpu, voice, voice.format.number);
  const value = voice.say('report.hosting.machine-value', {
    cpu: processors,
    cpuAt: origin(cpu, voice),
    memory: sourced(memory, voice, voice.format.bytes),
    memoryAt: origin(memory, voice),
  });
  return value + reasons([cpu, memory], voice);
}

function instancesOf(deployment: Deployment, voice: Voice): string {
  const { minimum, maximum } = deployment.instances;
  const write = (range: Range): string => sourced(range, voice, voice.format.count);
  const alone = minimum.low === maximum.high;
  const value = alone
    ? write(maximum) + origin(maximum, voice)
    : voice.say('report.hosting.instances-value', { minimum: write(minimum), maximum: write(maximum) });
  return value + reasons([minimum, maximum], voice);
}

function configurationRows(chosen: HostingConfiguration, voice: Voice): Row[] {
  const command = (found: { command: string; at: HostingConfiguration['at'] } | undefined): string =>
    found === undefined ? '' : `\`${found.command}\` (${voice.place(found.at)})`;
  const found: Row[] = [
    row(
      voice.say('report.hosting.region'),
      chosen.region === undefined ? '' : `${chosen.region.name} (${voice.place(chosen.region.at)})`,
    ),
    row(voice.say('report.hosting.build'), command(chosen.build)),
    row(voice.say('report.hosting.run'), command(chosen.run)),
    row(voice.say('report.hosting.ports'), portsOf(chosen, voice)),
    row(
      voice.say('report.hosting.modules'),
      chosen.modules.map((module) => `\`${module.name}\` (${voice.place(module.at)})`).join(', '),
    ),
    row(
      voice.say('report.hosting.databases'),
      chosen.databases
        .map(
          (each) =>
            `${voice.name('report.engine.', each.engine)}${each.plan === undefined ? '' : ` \`${each.plan}\``} (${voice.place(each.at)})`,
        )
        .join(', '),
    ),
    row(
      voice.say('report.hosting.health'),
      chosen.healthCheck === undefined ? '' : `\`${chosen.healthCheck.path}\` (${voice.place(chosen.healthCheck.at)})`,
    ),
    row(
      voice.say('report.hosting.timeout'),
      chosen.requestTimeout === undefined ? '' : sourced(chosen.requestTimeout, voice, voice.format.duration),
    ),
    row(
      voice.say('report.hosting.concurrency'),
      chosen.concurrency === undefined ? '' : sourced(chosen.concurrency, voice, voice.format.count),
    ),
    row(voice.say('report.hosting.environment'), chosen.environment.map((name) => `\`${name}\``).join(', ')),
  ];
  return found.filter((each) => each.value !== '');
}

function portsOf(chosen: HostingConfiguration, voice: Voice): string {
  return chosen.ports
    .map((each) => `${each.port}${each.external === undefined ? '' : ` → ${each.external}`} (${voice.place(each.at)})`)
    .join(', ');
}

/** Documented statements, each with its sign and, when there is one, its page. */
export function statements(heading: string, all: readonly Statement[], voice: Voice): Block[] {
  if (all.length === 0) return [];
  const items = all.map((statement) => {
    const { at } = statement.source;
    const text = voice.text(statement.message);
    const place = at === undefined || text.includes(`${at.file}:${at.line}`) ? '' : ` (${voice.place(at)})`;
    return capital(text) + voice.mark(statement.source) + place;
  });
  return [
    { kind: 'heading', level: 4, text: heading },
    { kind: 'list', items },
  ];
}

function others(configurations: readonly HostingConfiguration[], voice: Voice): Block[] {
  if (configurations.length === 0) return [];
  return [
    { kind: 'heading', level: 4, text: voice.say('report.hosting.others') },
    table(
      [
        { title: voice.say('report.hosting.platform') },
        { title: voice.say('report.hosting.kind') },
        { title: voice.say('report.hosting.serves') },
        { title: voice.say('report.column.place') },
      ],
      configurations.map((each) => [
        voice.say(`report.platform.${each.platform}`),
        voice.say(`report.kind.${each.kind}`) + (each.plan === undefined ? '' : ` \`${each.plan}\``),
        voice.say(`report.serves.${each.serves}`),
        voice.place(each.at),
      ]),
    ),
  ];
}

function hostReading(host: HostReading, voice: Voice): Block[] {
  const rows: Row[] = [
    row(voice.say('report.host.place'), capital(voice.say(`report.host-place.${host.place}`))),
    ...(host.platform === 'unknown'
      ? []
      : [row(voice.say('report.hosting.platform'), voice.say(`report.platform.${host.platform}`))]),
    row(
      voice.say('report.host.processors'),
      voice.say('report.host.processors-value', {
        processors: host.processors,
        quota: host.cpuQuota ?? -1,
        cgroup: host.cgroup ?? '',
      }),
    ),
    row(
      voice.say('report.host.memory'),
      host.memoryLimit === undefined ? voice.say('report.host.no-limit') : voice.format.bytes(host.memoryLimit),
    ),
    row(
      voice.say('report.host.node'),
      voice.say('report.host.node-value', { version: host.nodeVersion, heap: host.heapLimit }),
    ),
    ...(host.openFiles === undefined ? [] : [row(voice.say('report.host.files'), voice.format.count(host.openFiles))]),
    ...(host.environment.length === 0
      ? []
      : [row(voice.say('report.hosting.environment'), host.environment.map((name) => `\`${name}\``).join(', '))]),
  ];
  return [
    { kind: 'heading', level: 4, text: voice.say('report.host.heading') },
    { kind: 'facts', rows },
  ];
}
