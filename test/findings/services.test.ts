import { call, check, cpu, detached, line, rarely, service, serving } from './materials.ts';

check([
  {
    kind: 'awaited-email',
    claim: 'the answer waits for the e-mail',
    faulty: serving(call('sendgrid')),
    expected: { subject: 'server/routes.ts:40', at: line(40), routes: ['GET /api/members'] },
    sound: [serving(detached(call('sendgrid'))), serving(call('stripe'))],
  },
  {
    kind: 'repeated-credentials',
    claim: 'credentials fetched at each request',
    faulty: serving(call('connectors')),
    expected: { subject: 'server/routes.ts:40', severity: 'serious' },
    sound: [serving(rarely(call('connectors'))), serving(call('stripe'))],
  },
  {
    kind: 'webhook-parsed-body',
    claim: 'a signature checked against a parsed body',
    faulty: serving(cpu('signature-verify', { checks: 'parsed-body', library: 'stripe' })),
    expected: { subject: 'server/routes.ts:20', severity: 'critical' },
    sound: [serving(cpu('signature-verify', { checks: 'raw-body' })), serving(cpu('signature-verify'))],
  },
  {
    kind: 'slow-webhook',
    claim: 'an e-mail sent before the webhook is answered',
    faulty: serving(cpu('signature-verify', { checks: 'raw-body' }), call('sendgrid')),
    expected: { subject: 'GET /api/members', at: line(40) },
    sound: [
      serving(cpu('signature-verify', { checks: 'raw-body' }), detached(call('sendgrid'))),
      serving(call('sendgrid')),
    ],
  },
  {
    kind: 'missing-call-timeout',
    claim: 'a service awaited without a limit',
    faulty: { ...serving(call('ollama')), services: [{ ...service('ollama', 'ai'), timeout: undefined } as never] },
    expected: { subject: 'ollama', at: line(3, 'server/mail.ts'), evidence: [line(40)] },
    sound: [serving(call('stripe')), { services: [{ ...service('ollama', 'ai'), timeout: undefined } as never] }],
  },
]);
