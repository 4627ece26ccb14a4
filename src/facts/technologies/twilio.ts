import type { TechnologyPack } from './pack.ts';

export const twilio: TechnologyPack = {
  id: 'twilio',
  packages: ['twilio'],
  service: { id: 'twilio', name: 'Twilio', kind: 'sms' },
  rules: [
    { on: '{(),new()}', does: { kind: 'nothing' }, gives: 'client', example: '()' },
    {
      on: '{(),new()}.**.{create,fetch,list,update,remove}()',
      does: { kind: 'call' },
      example: '().messages.create()',
    },
  ],
};
