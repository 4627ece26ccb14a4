import type { Catalogue } from '../catalogue.ts';

/** Part 1: hosting, server stack, database, services, findings, routes. */
export const reportState = {
  'report.hosting.heading': () => 'Hosting',
  'report.hosting.platform': () => 'Platform',
  'report.hosting.kind': () => 'Deployment',
  'report.hosting.deployment': (p) =>
    `**${p['platform']}** — ${p['kind']}${p['plan'] === '' ? '' : `, \`${p['plan']}\``}${p['at'] === '' ? '' : ` (${p['at']})`}`,
  'report.hosting.why': () => 'Why this one',
  'report.hosting.machine': () => 'Machine',
  'report.hosting.machine-value': (p) => `${p['cpu']} vCPU${p['cpuAt']}, ${p['memory']} of memory${p['memoryAt']}`,
  'report.hosting.instances': () => 'Instances',
  'report.hosting.instances-value': (p) => `at least ${p['minimum']}, at most ${p['maximum']}`,
  'report.hosting.region': () => 'Region',
  'report.hosting.build': () => 'Build',
  'report.hosting.run': () => 'Start',
  'report.hosting.ports': () => 'Ports',
  'report.hosting.modules': () => 'Modules',
  'report.hosting.databases': () => 'Databases provisioned',
  'report.hosting.health': () => 'Health check',
  'report.hosting.timeout': () => 'Longest request',
  'report.hosting.concurrency': () => 'Requests at once',
  'report.hosting.environment': () => 'Variables',
  'report.hosting.limits': () => 'Limits of the platform',
  'report.hosting.others': () => 'Other hosting configurations found',
  'report.hosting.serves': () => 'Serves',
  'report.host.heading': () => 'The machine this report was made on',
  'report.host.place': () => 'Where',
  'report.host.processors': () => 'Processors',
  'report.host.processors-value': (p, f) =>
    Number(p['quota']) > 0
      ? `${f.number(p['quota'])} granted${p['cgroup'] === '' ? '' : ` (cgroup ${p['cgroup']})`} of ${f.count(p['processors'])} seen`
      : `${f.count(p['processors'])} seen, no quota`,
  'report.host.memory': () => 'Memory granted',
  'report.host.no-limit': () => 'no limit',
  'report.host.node': () => 'Node',
  'report.host.node-value': (p, f) => `${p['version']}, heap limited to ${f.bytes(p['heap'])}`,
  'report.host.files': () => 'Open files',

  'report.stack.heading': () => 'Server stack',
  'report.stack.framework': () => 'Framework',
  'report.stack.framework-value': (p) =>
    `**${p['name']}${p['version'] === '' ? '' : ` ${p['version']}`}**, in ${p['language']} (${p['at']})${p['entry'] === '' ? '' : `, started by ${p['entry']}`}`,
  'report.stack.node': () => 'Node.js',
  'report.stack.processes': () => 'Processes',
  'report.stack.processes-value': (p, f) =>
    Number(p['count']) > 1
      ? `${f.count(p['count'])} per instance`
      : 'only one per instance: a single core works, whatever the machine',
  'report.stack.threads': () => 'libuv threads',
  'report.stack.body': () => 'Largest body',
  'report.stack.body-none': () => 'no limit found',
  'report.stack.timeout': () => 'Request timeout',
  'report.stack.no-timeout': () => 'none',
  'report.stack.sessions': () => 'Sessions',
  'report.stack.sessions-used': (p) => `kept in ${p['store']}${p['at'] === '' ? '' : ` (${p['at']})`}.`,
  'report.stack.sessions-none': () => 'no session in use.',
  'report.stack.sessions-unused': (p, f) =>
    `${f.plural(p['count'], 'Package', 'Packages')} installed but imported nowhere: ${p['names']}.`,
  'report.stack.logging': () => 'Logging',
  'report.stack.logging-none': () => 'no request log found',
  'report.stack.logging-value': (p) =>
    `${p['library']} (${p['at']}); response times ${p['durations'] === true ? 'logged' : 'not logged'}; ${p['bodies'] === true ? '**the whole body of every answer is written**' : 'bodies are not written'}`,
  'report.stack.present': () => 'Protections in place',
  'report.stack.absent': () => 'Protections missing',
  'report.stack.own-function': () => 'function of the project',
  'report.stack.mounted': (p) => `on \`${p['path']}\``,
  'report.stack.middleware': (p, f) =>
    f.plural(
      p['count'],
      'Middleware that requests cross',
      `The ${f.count(p['count'])} middleware functions that requests cross, in order`,
    ),
  'report.stack.background': () => 'Background work',
  'report.stack.background-item': (p, f) =>
    `${p['name']} (${p['at']}) — ${p['trigger']}${Number(p['period']) > 0 ? `, period ${f.duration(p['period'])}` : ''}${p['inProcess'] === true ? ', in the process of the server, whose event loop it shares' : ', in a process of its own'}`,

  'report.database.heading': () => 'Database',
  'report.database.none': () => 'No database was found.',
  'report.database.engine': () => 'Engine',
  'report.database.engine-value': (p) => `**${p['engine']}** on ${p['host']}`,
  'report.database.driver': () => 'Access',
  'report.database.driver-value': (p) =>
    `${p['orm'] === '' ? '' : `${p['orm']}, over `}\`${p['driver']}\` (${p['at']})`,
  'report.database.pool': () => 'Connection pool',
  'report.database.pool-value': (p, f) =>
    `${p['size']} per process${Number(p['processes']) > 1 ? ` × ${f.count(p['processes'])} processes` : ''}${Number(p['instances']) > 1 ? `, and up to ${f.count(p['instances'])} instances share the database` : ''}`,
  'report.database.no-pool': () => 'none: each query is a call of its own',
  'report.database.acquire': () => 'Wait for a connection',
  'report.database.for-ever': () => 'unlimited: when none is free, requests wait for ever',
  'report.database.statement': () => 'Longest query',
  'report.database.never-cancelled': () => 'unlimited: a slow query is never cancelled',
  'report.database.idle': () => 'Idle connections closed after',
  'report.database.limits': () => 'Limits of the plan',
  'report.database.schema': (p, f) =>
    `**${f.count(p['tables'])} ${p['collections'] === true ? f.plural(p['tables'], 'collection', 'collections') : f.plural(p['tables'], 'table', 'tables')}**, ${f.count(p['columns'])} ${p['collections'] === true ? 'fields' : 'columns'}, ${f.count(p['unique'])} unique ${f.plural(p['unique'], 'constraint', 'constraints')}, ${Number(p['indexes']) === 0 ? 'no other index' : `${f.count(p['indexes'])} other ${f.plural(p['indexes'], 'index', 'indexes')}`}`,
  'report.database.foreign': (p, f) =>
    Number(p['foreign']) === 0
      ? '; no foreign key'
      : `; ${f.count(p['foreign'])} foreign ${f.plural(p['foreign'], 'key', 'keys')}, ${p['bare'] === p['foreign'] && Number(p['bare']) > 1 ? '**all without an index**' : `of which **${f.count(p['bare'])} without an index**`}`,
  'report.database.bare': (p) => `Foreign keys without an index: ${p['list']}.`,

  'report.services.heading': () => 'Critical dependencies',
  'report.services.none': () => 'No outside service was found.',
  'report.services.name': () => 'Service',
  'report.services.kind': () => 'Role',
  'report.services.sites': () => 'Called at',
  'report.services.routes': () => 'Routes',
  'report.services.timeout': () => 'Time limit',
  'report.services.no-timeout': () => 'none',
  'report.services.limits': () => 'Rate limits and allowances',

  'report.findings.heading': () => 'Findings',
  'report.findings.none': () => 'No fault was found in what could be read.',
  'report.findings.count': (p, f) => `${p['mark']} ${f.count(p['count'])} ${p['severity']}`,
  'report.findings.group': (p, f) =>
    `${p['mark']} ${p['title']}${Number(p['count']) > 1 ? `: ${f.count(p['count'])} places` : ''} (${p['severity']})`,
  'report.findings.subject': () => 'Subject',
  'report.findings.severity': () => 'Severity',

  'report.routes.heading': () => 'Routes',
  'report.routes.count': (p, f) =>
    Number(p['count']) === Number(p['distinct'])
      ? `**${f.count(p['count'])} routes** registered.`
      : `**${f.count(p['count'])} routes** registered, ${f.count(p['distinct'])} of them distinct.`,
  'report.routes.purposes': (p) => `What they are for: ${p['list']}.`,
  'report.routes.purpose': (p, f) => `${p['purpose']} ${f.count(p['count'])}`,
  'report.routes.dead': (p) => `${p['id']} (${p['at']}) is dead code: ${p['by']} answers first.`,
  'report.routes.heaviest': (p) => `The heaviest: ${(p['list'] as readonly string[]).join('; ')}.`,
  'report.routes.heavy': (p, f) =>
    `${p['id']} (${f.duration(p['loop'])} of processor, ${f.duration(p['database'])} of database)`,
  'report.routes.unfollowed': (p, f) =>
    `${f.count(p['count'])} ${f.plural(p['count'], 'call', 'calls')} could not be followed: ${p['places']}.`,
} satisfies Catalogue;
